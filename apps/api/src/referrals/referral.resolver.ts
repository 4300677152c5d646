import type { PartInput } from "@causeway/care";
import {
  Referral,
  ReferralRecipient,
  acknowledgeReferral,
  chooseRecipient,
  createReferral,
  openNextWave,
  provideInformation,
  referralActions,
  requestCancellation,
  senderActions,
  sendReferral,
  takeBackAfterNoShow,
  withdrawRecipient,
  withdrawReferral,
} from "@causeway/care";
import type { Transaction } from "@causeway/database";
import { selectionOf } from "@causeway/database";
import { can } from "@causeway/identity";
import type { GraphQLResolveInfo } from "graphql";
import { Arg, Args, Ctx, FieldResolver, ID, Info, Mutation, Query, Resolver, Root } from "type-graphql";
import { accessType, action } from "../graphql/access.ts";
import type { Connection } from "../graphql/connection.ts";
import { connectionType, readConnection } from "../graphql/connection.ts";
import type { RequestContext } from "../graphql/context.ts";
import { actorOf } from "../graphql/context.ts";
import { idOf, optionalIdOf } from "../graphql/id.ts";
import type { Payload } from "../graphql/mutation.ts";
import { mutate, payloadType } from "../graphql/mutation.ts";
import {
  CreateReferralInput,
  OpenNextWaveInput,
  ProvideInformationInput,
  RecipientMoveInput,
  ReferralMoveInput,
  ReferralsArgs,
} from "./referral.inputs.ts";

const Referrals = connectionType(Referral);
const referralPayload = (mutation: string) => payloadType(mutation, "referral", () => Referral);
const partPayload = (mutation: string) =>
  payloadType(mutation, "recipient", () => ReferralRecipient, { referral: () => Referral });
const CreateReferralPayload = referralPayload("CreateReferral");
const SendReferralPayload = referralPayload("SendReferral");
const OpenNextWavePayload = referralPayload("OpenNextWave");
const WithdrawReferralPayload = referralPayload("WithdrawReferral");
const ChooseRecipientPayload = partPayload("ChooseRecipient");
const ProvideInformationPayload = partPayload("ProvideInformation");
const WithdrawRecipientPayload = partPayload("WithdrawRecipient");
const TakeBackAfterNoShowPayload = partPayload("TakeBackAfterNoShow");
const RequestCancellationPayload = partPayload("RequestCancellation");
const AcknowledgeReferralPayload = partPayload("AcknowledgeReferral");

const referral = { field: "referral", entity: Referral, id: "referralId" };
const recipient = { field: "recipient", entity: ReferralRecipient, id: "recipientId" };

/** A move of one recipient's part by the sender. */
function movePart<I extends RecipientMoveInput>(
  context: RequestContext,
  info: GraphQLResolveInfo,
  operation: string,
  input: I,
  service: (tx: Transaction, input: I & PartInput) => Promise<{ recipientId: string; referralId: string }>,
): Promise<Payload> {
  return mutate(context, info, {
    operation,
    key: input.idempotencyKey,
    input,
    work: async (tx) => service(tx, { ...input, recipientId: idOf("referral_recipient", input.id) }),
    answer: [recipient, referral],
  });
}

/** A move of a whole referral. */
function moveReferral<I extends ReferralMoveInput>(
  context: RequestContext,
  info: GraphQLResolveInfo,
  operation: string,
  input: I,
  service: (tx: Transaction, input: I & { referralId: string }) => Promise<{ referralId: string }>,
): Promise<Payload> {
  return mutate(context, info, {
    operation,
    key: input.idempotencyKey,
    input,
    work: async (tx) => service(tx, { ...input, referralId: idOf("referral", input.id) }),
    answer: referral,
  });
}

const ReferralAccess = accessType(Referral, {
  canSend: action("send"),
  canOpenNextWave: action("openNextWave"),
  canWithdraw: action("withdraw"),
});

/** What the sender sees and does. */
@Resolver(() => Referral)
export class ReferralResolver {
  @Query(() => Referrals, { description: "Referrals that the viewer's organisation sends." })
  referrals(
    @Args(() => ReferralsArgs) args: ReferralsArgs,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection> {
    return readConnection(context, info, Referral, args, {
      where: { state: args.state ?? undefined, clientId: optionalIdOf("client", args.clientId, ["clientId"]) },
      orders: { NEWEST: [["createdAt", "DESC"]], OLDEST: [["createdAt", "ASC"]] },
      order: args.orderBy,
    });
  }

  @Query(() => Referral, { nullable: true, description: "Null when it is missing or not the viewer's, alike." })
  referral(
    @Arg("id", () => ID) id: string,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Record<string, unknown> | null> {
    return context.db.readOne(actorOf(context), Referral, selectionOf(info), { id: idOf("referral", id) });
  }

  @FieldResolver(() => [ReferralRecipient])
  recipients(@Root() root: { recipients: unknown[] }): unknown[] {
    return root.recipients;
  }

  @FieldResolver(() => [String])
  availableActions(@Root() root: Referral, @Ctx() context: RequestContext): string[] {
    return can(actorOf(context), "referral.send") ? referralActions(root.state) : [];
  }

  @FieldResolver(() => ReferralAccess.type)
  access(@Root() root: Referral, @Ctx() context: RequestContext): object {
    return ReferralAccess.of(actorOf(context), this.availableActions(root, context));
  }

  @Mutation(() => CreateReferralPayload, { description: "Drafts a referral; nobody else sees it yet." })
  createReferral(
    @Arg("input", () => CreateReferralInput) input: CreateReferralInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return mutate(context, info, {
      operation: "createReferral",
      key: input.idempotencyKey,
      input,
      work: async (tx) =>
        createReferral(tx, {
          ...input,
          clientId: idOf("client", input.clientId, ["clientId"]),
          enrollmentId: optionalIdOf("enrollment", input.enrollmentId, ["enrollmentId"]),
          sections: Object.fromEntries((input.sections ?? []).map(({ category, text }) => [category, text])),
          recipients: input.recipients.map(({ programId, outsideReceiverId, wave }, i) => ({
            programId: optionalIdOf("program", programId, ["recipients", String(i), "programId"]),
            outsideReceiverId: optionalIdOf("outside_receiver", outsideReceiverId, [
              "recipients",
              String(i),
              "outsideReceiverId",
            ]),
            wave,
          })),
        }),
      answer: referral,
    });
  }

  @Mutation(() => SendReferralPayload, {
    description: "Sends the first wave, under consent alone (42 CFR 2.31, 2.33).",
  })
  sendReferral(
    @Arg("input", () => ReferralMoveInput) input: ReferralMoveInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return moveReferral(context, info, "sendReferral", input, sendReferral);
  }

  @Mutation(() => OpenNextWavePayload, { description: "Asks the next recipients, once nobody asked before is live." })
  openNextWave(
    @Arg("input", () => OpenNextWaveInput) input: OpenNextWaveInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    const recipients = () =>
      input.programIds?.map((id, i) => ({ programId: idOf("program", id, ["programIds", String(i)]) }));
    return moveReferral(context, info, "openNextWave", input, (tx, move) =>
      openNextWave(tx, { ...move, recipients: recipients() }),
    );
  }

  @Mutation(() => WithdrawReferralPayload)
  withdrawReferral(
    @Arg("input", () => ReferralMoveInput) input: ReferralMoveInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return moveReferral(context, info, "withdrawReferral", input, withdrawReferral);
  }

  @Mutation(() => ChooseRecipientPayload, { description: "The client's choice among those who accepted." })
  chooseRecipient(
    @Arg("input", () => RecipientMoveInput) input: RecipientMoveInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return movePart(context, info, "chooseRecipient", input, chooseRecipient);
  }

  @Mutation(() => ProvideInformationPayload)
  provideInformation(
    @Arg("input", () => ProvideInformationInput) input: ProvideInformationInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return movePart(context, info, "provideInformation", input, provideInformation);
  }

  @Mutation(() => WithdrawRecipientPayload, { description: "Takes back one part that was not received." })
  withdrawRecipient(
    @Arg("input", () => RecipientMoveInput) input: RecipientMoveInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return movePart(context, info, "withdrawRecipient", input, withdrawRecipient);
  }

  @Mutation(() => RequestCancellationPayload)
  requestCancellation(
    @Arg("input", () => RecipientMoveInput) input: RecipientMoveInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return movePart(context, info, "requestCancellation", input, requestCancellation);
  }

  @Mutation(() => TakeBackAfterNoShowPayload, {
    description: "The client did not come and is the sender's again; the next wave can be asked.",
  })
  takeBackAfterNoShow(
    @Arg("input", () => RecipientMoveInput) input: RecipientMoveInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return movePart(context, info, "takeBackAfterNoShow", input, takeBackAfterNoShow);
  }

  @Mutation(() => AcknowledgeReferralPayload, { description: "Takes note of the outcome: the loop is closed." })
  acknowledgeReferral(
    @Arg("input", () => RecipientMoveInput) input: RecipientMoveInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return movePart(context, info, "acknowledgeReferral", input, acknowledgeReferral);
  }
}

const RecipientAccess = accessType(ReferralRecipient, {
  canProvideInformation: action("provideInformation"),
  canWithdraw: action("withdraw"),
  canTakeBackAfterNoShow: action("takeBackAfterNoShow"),
  canRequestCancellation: action("requestCancellation"),
  canChoose: action("choose"),
  canAcknowledge: action("acknowledge"),
});

@Resolver(() => ReferralRecipient)
export class ReferralRecipientResolver {
  @FieldResolver(() => [String])
  availableActions(@Root() root: ReferralRecipient, @Ctx() context: RequestContext): string[] {
    return can(actorOf(context), "referral.send") ? senderActions(root) : [];
  }

  @FieldResolver(() => RecipientAccess.type)
  access(@Root() root: ReferralRecipient, @Ctx() context: RequestContext): object {
    return RecipientAccess.of(actorOf(context), this.availableActions(root, context));
  }
}
