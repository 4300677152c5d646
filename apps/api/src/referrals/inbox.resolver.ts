import type { PartInput, ReferralPacket } from "@causeway/care";
import {
  EmergencyAccess,
  ReceivedReferral,
  acceptReferral,
  admitReferral,
  breakGlass,
  cancelAppointment,
  confirmCancellation,
  declineReferral,
  forwardReferral,
  openPacket,
  receiveReferral,
  reassignReferral,
  receivedActions,
  recordIntake,
  recordNoShow,
  requestInformation,
  scheduleAppointment,
  undoAcceptance,
} from "@causeway/care";
import type { Transaction } from "@causeway/database";
import { selectionOf } from "@causeway/database";
import { can } from "@causeway/identity";
import { DomainError, encodeId } from "@causeway/kernel";
import type { GraphQLResolveInfo } from "graphql";
import {
  Arg,
  Args,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Info,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from "type-graphql";
import { accessType, action } from "../graphql/access.ts";
import type { Connection } from "../graphql/connection.ts";
import { connectionType, readConnection } from "../graphql/connection.ts";
import type { RequestContext } from "../graphql/context.ts";
import { actorOf } from "../graphql/context.ts";
import { idOf, optionalIdOf } from "../graphql/id.ts";
import type { Payload } from "../graphql/mutation.ts";
import { mutate, payloadType } from "../graphql/mutation.ts";
import { BreakGlassInput } from "../disclosures/disclosure.inputs.ts";
import {
  AdmitReferralInput,
  DeclineReferralInput,
  ForwardReferralInput,
  InboxArgs,
  ReassignReferralInput,
  RequestInformationInput,
  ScheduleAppointmentInput,
} from "./inbox.inputs.ts";
import { Packet, presentPacket } from "./packet.resolver.ts";
import { RecipientMoveInput } from "./referral.inputs.ts";

const Inbox = connectionType(ReceivedReferral);
const payload = (mutation: string) => payloadType(mutation, "referral", () => ReceivedReferral);
const BreakGlassPayload = payload("BreakGlass");
const ReceiveReferralPayload = payload("ReceiveReferral");
const RequestInformationPayload = payload("RequestInformation");
const AcceptReferralPayload = payload("AcceptReferral");
const UndoAcceptancePayload = payload("UndoAcceptance");
const ReassignReferralPayload = payload("ReassignReferral");
const ForwardReferralPayload = payload("ForwardReferral");
const DeclineReferralPayload = payload("DeclineReferral");
const ScheduleAppointmentPayload = payload("ScheduleAppointment");
const RecordNoShowPayload = payload("RecordNoShow");
const CancelAppointmentPayload = payload("CancelAppointment");
const RecordIntakePayload = payload("RecordIntake");
const AdmitReferralPayload = payload("AdmitReferral");
const ConfirmCancellationPayload = payload("ConfirmCancellation");

@ObjectType({ description: "Another referral in the viewer's own inbox." })
class SamePersonReferral {
  @Field(() => ID)
  id: string;

  @Field(() => String)
  number: string;
}

const answer = { field: "referral", entity: ReceivedReferral, id: "recipientId" };

function move<I extends RecipientMoveInput>(
  context: RequestContext,
  info: GraphQLResolveInfo,
  operation: string,
  input: I,
  service: (tx: Transaction, input: I & PartInput) => Promise<{ recipientId: string }>,
): Promise<Payload> {
  return mutate(context, info, {
    operation,
    key: input.idempotencyKey,
    input,
    work: async (tx) => service(tx, { ...input, recipientId: idOf("referral_recipient", input.id) }),
    answer,
  });
}

const ReceivedAccess = accessType(ReceivedReferral, {
  canReceive: action("receive"),
  canRequestInformation: action("requestInformation"),
  canAccept: action("accept"),
  canUndoAcceptance: action("undoAcceptance"),
  canReassign: action("reassign"),
  canDecline: action("decline"),
  canForward: action("forward"),
  canScheduleAppointment: action("scheduleAppointment"),
  canRecordNoShow: action("recordNoShow"),
  canCancelAppointment: action("cancelAppointment"),
  canRecordIntake: action("recordIntake"),
  canAdmit: action("admit"),
  canConfirmCancellation: action("confirmCancellation"),
  canReadPacket: "packet.read",
  canBreakGlass: "emergency.access",
});

/** What the recipient sees and does. */
@Resolver(() => ReceivedReferral)
export class InboxResolver {
  @Query(() => Inbox, { description: "Referrals sent to the viewer's organisation." })
  referralInbox(
    @Args(() => InboxArgs) args: InboxArgs,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection> {
    return readConnection(context, info, ReceivedReferral, args, {
      where: {
        recipientOrganisationId: actorOf(context).organisationId,
        state: args.states ?? undefined,
        urgency: args.urgency ?? undefined,
        programId: optionalIdOf("program", args.programId, ["programId"]),
      },
      orders: { NEWEST: [["sentAt", "DESC"]], DUE: [["dueAt", "ASC"]] },
      order: args.orderBy,
    });
  }

  @Query(() => ReceivedReferral, {
    nullable: true,
    description: "Null when it is missing or not for the viewer, alike.",
  })
  receivedReferral(
    @Arg("id", () => ID) id: string,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Record<string, unknown> | null> {
    const actor = actorOf(context);
    return context.db.readOne(actor, ReceivedReferral, selectionOf(info), {
      id: idOf("referral_recipient", id),
      recipientOrganisationId: actor.organisationId,
    });
  }

  @FieldResolver(() => [String])
  availableActions(
    @Root() root: Pick<ReceivedReferral, "state" | "holdsPlace" | "consentStands" | "chosen">,
    @Ctx() context: RequestContext,
  ): string[] {
    const actor = actorOf(context);
    if (!can(actor, "referral.respond")) return [];
    // Admitting opens an enrollment as well.
    const mayAdmit = can(actor, "enrollment.manage");
    return receivedActions(root).filter((command) => command !== "admit" || mayAdmit);
  }

  @FieldResolver(() => ReceivedAccess.type)
  access(
    @Root() root: Pick<ReceivedReferral, "state" | "holdsPlace" | "consentStands" | "chosen">,
    @Ctx() context: RequestContext,
  ): object {
    return ReceivedAccess.of(actorOf(context), this.availableActions(root, context));
  }

  @FieldResolver(() => [SamePersonReferral], {
    description:
      "Other referrals, of other senders, that seem to be about the same person: among those whose packet is open to the viewer, and for the viewer alone.",
  })
  possibleDuplicates(@Root() root: ReceivedReferral): SamePersonReferral[] {
    return root.possibleDuplicates.map(({ id, number }) => ({ id: encodeId("referral_recipient", id), number }));
  }

  /** Reading it is a disclosure, accounted for to the sender each time. */
  @FieldResolver(() => Packet, {
    nullable: true,
    description: "Who the client is and what was consented to; null while it is not open. Each read is accounted for.",
  })
  async packet(@Root() root: { id: string }, @Ctx() context: RequestContext): Promise<Packet | null> {
    const actor = actorOf(context);
    const recipientId = idOf("referral_recipient", root.id);
    let opened: ReferralPacket;
    try {
      opened = await context.db.run(actor, (tx) => openPacket(tx, { recipientId }));
    } catch (error) {
      if (!(error instanceof DomainError) || !error.isOutcome) throw error;
      if (error.code === "CONSENT_INVALID") {
        await context.db.recordDenial(actor, {
          action: "packet.read",
          subjectType: "referral_recipient",
          subjectId: recipientId,
          ...(error.reason === undefined ? {} : { reason: error.reason }),
        });
      }
      return null;
    }
    return presentPacket(opened);
  }

  @FieldResolver(() => [EmergencyAccess], { description: "When the packet was opened in an emergency." })
  emergencies(@Root() root: { emergencies: EmergencyAccess[] }): EmergencyAccess[] {
    return root.emergencies;
  }

  @Mutation(() => BreakGlassPayload, {
    description:
      "Opens the packet to medical personnel for four hours in an emergency. The sender is told at once, and both sides review it.",
  })
  breakGlass(
    @Arg("input", () => BreakGlassInput) input: BreakGlassInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return move(context, info, "breakGlass", input, breakGlass);
  }

  @Mutation(() => ReceiveReferralPayload)
  receiveReferral(
    @Arg("input", () => RecipientMoveInput) input: RecipientMoveInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return move(context, info, "receiveReferral", input, receiveReferral);
  }

  @Mutation(() => RequestInformationPayload, { description: "Asks the sender; the deadline stands still meanwhile." })
  requestInformation(
    @Arg("input", () => RequestInformationInput) input: RequestInformationInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return move(context, info, "requestInformation", input, requestInformation);
  }

  @Mutation(() => AcceptReferralPayload, { description: "Takes the referral, and a place in the program for it." })
  acceptReferral(
    @Arg("input", () => RecipientMoveInput) input: RecipientMoveInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return move(context, info, "acceptReferral", input, acceptReferral);
  }

  @Mutation(() => DeclineReferralPayload, { description: "Also after acceptance; the place is given back." })
  declineReferral(
    @Arg("input", () => DeclineReferralInput) input: DeclineReferralInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return move(context, info, "declineReferral", input, declineReferral);
  }

  @Mutation(() => UndoAcceptancePayload, {
    description: "Takes an acceptance back that was a slip; place and referral are free, the time to answer goes on.",
  })
  undoAcceptance(
    @Arg("input", () => RecipientMoveInput) input: RecipientMoveInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return move(context, info, "undoAcceptance", input, undoAcceptance);
  }

  @Mutation(() => ReassignReferralPayload, {
    description: "To another of the recipient's own programs; a held place goes along.",
  })
  reassignReferral(
    @Arg("input", () => ReassignReferralInput) input: ReassignReferralInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return move(context, info, "reassignReferral", input, (tx, given) =>
      reassignReferral(tx, { ...given, programId: idOf("program", input.programId, ["programId"]) }),
    );
  }

  @Mutation(() => ForwardReferralPayload, {
    description:
      "Declines and names a program of a third organisation, the sender's next choice. It is asked under a consent that names it, and not before (42 CFR 2.33).",
  })
  forwardReferral(
    @Arg("input", () => ForwardReferralInput) input: ForwardReferralInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return move(context, info, "forwardReferral", input, (tx, given) =>
      forwardReferral(tx, { ...given, programId: idOf("program", input.programId, ["programId"]) }),
    );
  }

  @Mutation(() => ScheduleAppointmentPayload)
  scheduleAppointment(
    @Arg("input", () => ScheduleAppointmentInput) input: ScheduleAppointmentInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return move(context, info, "scheduleAppointment", input, scheduleAppointment);
  }

  @Mutation(() => RecordNoShowPayload)
  recordNoShow(
    @Arg("input", () => RecipientMoveInput) input: RecipientMoveInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return move(context, info, "recordNoShow", input, recordNoShow);
  }

  @Mutation(() => CancelAppointmentPayload)
  cancelAppointment(
    @Arg("input", () => RecipientMoveInput) input: RecipientMoveInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return move(context, info, "cancelAppointment", input, cancelAppointment);
  }

  @Mutation(() => RecordIntakePayload)
  recordIntake(
    @Arg("input", () => RecipientMoveInput) input: RecipientMoveInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return move(context, info, "recordIntake", input, recordIntake);
  }

  @Mutation(() => AdmitReferralPayload, {
    description: "Enters the client and the enrollment; the held place passes on.",
  })
  async admitReferral(
    @Arg("input", () => AdmitReferralInput) input: AdmitReferralInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    const answered = await move(context, info, "admitReferral", input, (tx, given) =>
      admitReferral(tx, { ...given, clientId: optionalIdOf("client", input.clientId, ["clientId"]) }),
    );
    // What was compared was read: accounted for, although nobody was admitted.
    if (answered.userErrors.some(({ reason }) => reason === "POSSIBLE_CLIENTS")) {
      const recipientId = idOf("referral_recipient", input.id);
      await context.db.run(actorOf(context), (tx) => openPacket(tx, { recipientId }));
    }
    return answered;
  }

  @Mutation(() => ConfirmCancellationPayload)
  confirmCancellation(
    @Arg("input", () => RecipientMoveInput) input: RecipientMoveInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return move(context, info, "confirmCancellation", input, confirmCancellation);
  }
}
