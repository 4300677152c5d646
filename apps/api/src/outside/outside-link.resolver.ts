import { Referral, ReferralRecipient, closeOutsideLink, renewOutsideLink, showReceiverCode } from "@causeway/care";
import type { GraphQLResolveInfo } from "graphql";
import { Arg, Ctx, Info, Mutation, Resolver } from "type-graphql";
import type { RequestContext } from "../graphql/context.ts";
import { idOf } from "../graphql/id.ts";
import type { Payload } from "../graphql/mutation.ts";
import { mutate, payloadType } from "../graphql/mutation.ts";
import { RecipientMoveInput } from "../referrals/referral.inputs.ts";

const partPayload = (mutation: string, extra: Readonly<Record<string, () => unknown>> = {}) =>
  payloadType(mutation, "recipient", () => ReferralRecipient, { referral: () => Referral, ...extra });
const SendOutsideLinkPayload = partPayload("SendOutsideLink");
const CloseOutsideLinkPayload = partPayload("CloseOutsideLink");
const ShowReceiverCodePayload = partPayload("ShowReceiverCode", { code: () => String });

const answer = [
  { field: "recipient", entity: ReferralRecipient, id: "recipientId" },
  { field: "referral", entity: Referral, id: "referralId" },
];

/** The link of one part that goes to a receiver off the platform, for its sender. */
@Resolver()
export class OutsideLinkResolver {
  @Mutation(() => SendOutsideLinkPayload, {
    description: "Sends the receiver off the platform a new link; the one before ends at once.",
  })
  sendOutsideLink(
    @Arg("input", () => RecipientMoveInput) input: RecipientMoveInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return mutate(context, info, {
      operation: "sendOutsideLink",
      key: input.idempotencyKey,
      input,
      work: async (tx) => renewOutsideLink(tx, { recipientId: idOf("referral_recipient", input.id) }),
      answer,
    });
  }

  @Mutation(() => CloseOutsideLinkPayload, {
    description: "Ends the link at once, as when it went to a wrong address. The part itself stays as it is.",
  })
  closeOutsideLink(
    @Arg("input", () => RecipientMoveInput) input: RecipientMoveInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return mutate(context, info, {
      operation: "closeOutsideLink",
      key: input.idempotencyKey,
      input,
      work: async (tx) => closeOutsideLink(tx, { recipientId: idOf("referral_recipient", input.id) }),
      answer,
    });
  }

  @Mutation(() => ShowReceiverCodePayload, {
    description:
      "A code to tell the receiver by telephone, answered once. It works for ten minutes; each showing is kept.",
  })
  showReceiverCode(
    @Arg("input", () => RecipientMoveInput) input: RecipientMoveInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    let code: string | null = null;
    const { secret } = context.config;
    return mutate(context, info, {
      operation: "showReceiverCode",
      key: input.idempotencyKey,
      input,
      work: async (tx) =>
        showReceiverCode(
          tx,
          { recipientId: idOf("referral_recipient", input.id), secret },
          (made) => void (code = made),
        ),
      answer,
      also: () => ({ code }),
    });
  }
}
