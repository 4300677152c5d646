import {
  Attendance,
  Enrollment,
  EnrollmentDateChange,
  EnrollmentLeave,
  LevelTransition,
  Placement,
  admitEnrollment,
  VoidedDischarge,
  closeEnrollment,
  correctEnrollmentDates,
  dischargeEnrollment,
  endLeave,
  enrollmentActions,
  extendLeave,
  lengthOfStay,
  offerEnrollment,
  openEnrollment,
  preScreenEnrollment,
  startLeave,
  undoDischarge,
  voidEnrollment,
  waitlistEnrollment,
} from "@causeway/care";
import type { Transaction } from "@causeway/database";
import { selectionOf } from "@causeway/database";
import { encodeId } from "@causeway/kernel";
import type { GraphQLResolveInfo } from "graphql";
import { Arg, Args, Ctx, FieldResolver, ID, Info, Int, Mutation, Query, Resolver, Root } from "type-graphql";
import { accessType, action } from "../graphql/access.ts";
import type { Connection } from "../graphql/connection.ts";
import { connectionType, readConnection } from "../graphql/connection.ts";
import type { RequestContext } from "../graphql/context.ts";
import { actorOf } from "../graphql/context.ts";
import { idOf, optionalIdOf } from "../graphql/id.ts";
import type { Payload } from "../graphql/mutation.ts";
import { mutate, payloadType } from "../graphql/mutation.ts";
import {
  AdmitEnrollmentInput,
  CloseEnrollmentInput,
  CorrectEnrollmentDatesInput,
  DischargeEnrollmentInput,
  EnrollmentCommandInput,
  EnrollmentsArgs,
  ExtendLeaveInput,
  OpenEnrollmentInput,
  StartLeaveInput,
  UndoDischargeInput,
  VoidEnrollmentInput,
  dischargeOf,
  recordOf,
} from "./enrollment.inputs.ts";
import { TedsAnswer, answersOf } from "./teds-answer.ts";
import { OfferEnrollmentInput, WaitlistEnrollmentInput } from "./waitlist.inputs.ts";

const Enrollments = connectionType(Enrollment);
const payload = (mutation: string) => payloadType(mutation, "enrollment", () => Enrollment);
const OpenEnrollmentPayload = payload("OpenEnrollment");
const PreScreenEnrollmentPayload = payload("PreScreenEnrollment");
const WaitlistEnrollmentPayload = payload("WaitlistEnrollment");
const OfferEnrollmentPayload = payload("OfferEnrollment");
const AdmitEnrollmentPayload = payload("AdmitEnrollment");
const CloseEnrollmentPayload = payload("CloseEnrollment");
const StartLeavePayload = payload("StartLeave");
const ExtendLeavePayload = payload("ExtendLeave");
const EndLeavePayload = payload("EndLeave");
const DischargeEnrollmentPayload = payload("DischargeEnrollment");
const UndoDischargePayload = payload("UndoDischarge");
const CorrectEnrollmentDatesPayload = payload("CorrectEnrollmentDates");
const VoidEnrollmentPayload = payload("VoidEnrollment");

const answer = { field: "enrollment", entity: Enrollment, id: "enrollmentId" };

const EnrollmentAccess = accessType(Enrollment, {
  canPreScreen: action("preScreenEnrollment"),
  canWaitlist: action("waitlistEnrollment"),
  canOffer: action("offerEnrollment"),
  canAdmit: action("admitEnrollment"),
  canClose: action("closeEnrollment"),
  canStartLeave: action("startLeave"),
  canExtendLeave: action("extendLeave"),
  canEndLeave: action("endLeave"),
  canDischarge: action("dischargeEnrollment"),
  canUndoDischarge: action("undoDischarge"),
  canCorrectDates: action("correctEnrollmentDates"),
  canVoid: action("voidEnrollment"),
  canRecordAssessment: action("recordAssessment"),
  canDraftTreatmentPlan: action("draftTreatmentPlan"),
  canSetTreatmentStage: action("setTreatmentStage"),
  canSetPlanHours: action("setPlanHours"),
  canPlanStay: action("planStay"),
  canOrderDrugTest: action("orderDrugTest"),
  canRecordAttendance: action("recordAttendance"),
  canChangeLevelOfCare: action("changeLevelOfCare"),
});

@Resolver(() => Enrollment)
export class EnrollmentResolver {
  @Query(() => Enrollments, { description: "Stays and requests of the viewer's organisation." })
  enrollments(
    @Args(() => EnrollmentsArgs) args: EnrollmentsArgs,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection> {
    return readConnection(context, info, Enrollment, args, {
      where: {
        voidedAt: null,
        state: args.states ?? undefined,
        programId: optionalIdOf("program", args.programId, ["programId"]),
        clientId: optionalIdOf("client", args.clientId, ["clientId"]),
        externalId: args.externalId ?? undefined,
      },
      orders: {
        NEWEST: [["createdAt", "DESC"]],
        LONGEST_WAITING: [["requestedAt", "ASC"]],
        LAST_CONTACT: [["lastContactOn", "ASC"]],
      },
      order: args.orderBy,
    });
  }

  @Query(() => Enrollment, { nullable: true })
  enrollment(
    @Arg("id", () => ID) id: string,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Record<string, unknown> | null> {
    return context.db.readOne(actorOf(context), Enrollment, selectionOf(info), {
      id: idOf("enrollment", id),
      voidedAt: null,
    });
  }

  @FieldResolver(() => [EnrollmentLeave])
  leaves(@Root() root: Enrollment & { leaves: EnrollmentLeave[] }): EnrollmentLeave[] {
    return root.leaves;
  }

  @FieldResolver(() => [Placement], { description: "All that was ever believed, superseded ones included." })
  placements(@Root() root: Enrollment & { placements: Placement[] }): Placement[] {
    return root.placements;
  }

  @FieldResolver(() => [LevelTransition])
  transitions(@Root() root: Enrollment & { transitions: LevelTransition[] }): LevelTransition[] {
    return root.transitions;
  }

  @FieldResolver(() => [Attendance], { description: "The latest 100." })
  attendances(@Root() root: Enrollment & { attendances: Attendance[] }): Attendance[] {
    return root.attendances;
  }

  @FieldResolver(() => [TedsAnswer])
  tedsAdmission(@Root() root: Enrollment): TedsAnswer[] {
    return answersOf(root.tedsAdmission);
  }

  @FieldResolver(() => [TedsAnswer])
  tedsDischarge(@Root() root: Enrollment): TedsAnswer[] {
    return answersOf(root.tedsDischarge);
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description: "Days from the first session to the discharge, at least 1.",
  })
  lengthOfStay(@Root() root: Enrollment): number | null {
    const { firstSessionOn, dischargedOn } = root;
    return firstSessionOn === null || dischargedOn === null ? null : lengthOfStay(firstSessionOn, dischargedOn);
  }

  @FieldResolver(() => [EnrollmentDateChange])
  dateChanges(@Root() root: Enrollment & { dateChanges: EnrollmentDateChange[] }): EnrollmentDateChange[] {
    return root.dateChanges;
  }

  @FieldResolver(() => [VoidedDischarge])
  voidedDischarges(@Root() root: Enrollment & { voidedDischarges: VoidedDischarge[] }): VoidedDischarge[] {
    return root.voidedDischarges;
  }

  @FieldResolver(() => [ID], {
    description: "Other enrollments of the client here that have not ended: a warning at entry, at most 50.",
  })
  overlapIds(@Root() root: Enrollment & { overlapIds: string[] }): string[] {
    return root.overlapIds.map((id) => encodeId("enrollment", id));
  }

  @FieldResolver(() => [String])
  availableActions(@Root() root: Enrollment, @Ctx() context: RequestContext): string[] {
    const createdAt = new Date(root.createdAt);
    const dischargeRecordedAt = root.dischargeRecordedAt === null ? null : new Date(root.dischargeRecordedAt);
    return enrollmentActions(actorOf(context), { ...root, createdAt, dischargeRecordedAt }, context.clock.now());
  }

  @FieldResolver(() => EnrollmentAccess.type)
  access(@Root() root: Enrollment, @Ctx() context: RequestContext): object {
    return EnrollmentAccess.of(actorOf(context), this.availableActions(root, context));
  }

  @Mutation(() => OpenEnrollmentPayload, { description: "An inquiry: the first step of a stay." })
  openEnrollment(
    @Arg("input", () => OpenEnrollmentInput) input: OpenEnrollmentInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return mutate(context, info, {
      operation: "openEnrollment",
      key: input.idempotencyKey,
      input,
      work: async (tx) =>
        openEnrollment(tx, {
          clientId: idOf("client", input.clientId, ["clientId"]),
          programId: idOf("program", input.programId, ["programId"]),
          previousEnrollmentId: optionalIdOf("enrollment", input.previousEnrollmentId, ["previousEnrollmentId"]),
          admissionPath: input.admissionPath,
          requestedAt: input.requestedAt,
          firstContactOn: input.firstContactOn,
          tedsAdmission: recordOf(input.tedsAdmission),
          externalId: input.externalId,
        }),
      answer,
    });
  }

  @Mutation(() => PreScreenEnrollmentPayload)
  preScreenEnrollment(
    @Arg("input", () => EnrollmentCommandInput) input: EnrollmentCommandInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return command(context, info, "preScreenEnrollment", input, preScreenEnrollment);
  }

  @Mutation(() => WaitlistEnrollmentPayload, {
    description: "Puts a request on the waiting list; an open offer was not taken.",
  })
  waitlistEnrollment(
    @Arg("input", () => WaitlistEnrollmentInput) input: WaitlistEnrollmentInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    const { waitingReason, note, priorityReasons, statedBy } = input;
    return command(context, info, "waitlistEnrollment", input, (tx, given) =>
      waitlistEnrollment(tx, {
        ...given,
        note,
        priorityReasons,
        statedBy,
        ...(waitingReason ? { waitingReason } : {}),
      }),
    );
  }

  @Mutation(() => OfferEnrollmentPayload, {
    description: "Offers a place until a moment. An open offer holds none: the admission takes it.",
  })
  offerEnrollment(
    @Arg("input", () => OfferEnrollmentInput) input: OfferEnrollmentInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    const { expiresAt } = input;
    return command(context, info, "offerEnrollment", input, (tx, given) =>
      offerEnrollment(tx, { ...given, expiresAt }),
    );
  }

  @Mutation(() => AdmitEnrollmentPayload, { description: "Paperwork and consents are done; takes a place." })
  admitEnrollment(
    @Arg("input", () => AdmitEnrollmentInput) input: AdmitEnrollmentInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    const { overlapReason } = input;
    return command(context, info, "admitEnrollment", input, (tx, given) =>
      admitEnrollment(tx, { ...given, overlapReason }),
    );
  }

  @Mutation(() => CorrectEnrollmentDatesPayload, {
    description: "Corrects the dates of the way in; what stood before is kept in `dateChanges`.",
  })
  correctEnrollmentDates(
    @Arg("input", () => CorrectEnrollmentDatesInput) input: CorrectEnrollmentDatesInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    const { requestedAt, firstContactOn, firstOfferedOn, admittedOn, reason } = input;
    return command(context, info, "correctEnrollmentDates", input, (tx, given) =>
      correctEnrollmentDates(tx, { ...given, requestedAt, firstContactOn, firstOfferedOn, admittedOn, reason }),
    );
  }

  @Mutation(() => CloseEnrollmentPayload, { description: "Ends a request that led to no stay." })
  closeEnrollment(
    @Arg("input", () => CloseEnrollmentInput) input: CloseEnrollmentInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    const { reason } = input;
    return command(context, info, "closeEnrollment", input, (tx, given) => closeEnrollment(tx, { ...given, reason }));
  }

  @Mutation(() => StartLeavePayload, { description: "The client is away and keeps the place." })
  startLeave(
    @Arg("input", () => StartLeaveInput) input: StartLeaveInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    const { reason, until } = input;
    return command(context, info, "startLeave", input, (tx, given) => startLeave(tx, { ...given, reason, until }));
  }

  @Mutation(() => ExtendLeavePayload, { description: "Somebody looked at the leave and lets it go on." })
  extendLeave(
    @Arg("input", () => ExtendLeaveInput) input: ExtendLeaveInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    const { reason, until } = input;
    return command(context, info, "extendLeave", input, (tx, given) => extendLeave(tx, { ...given, reason, until }));
  }

  @Mutation(() => EndLeavePayload)
  endLeave(
    @Arg("input", () => EnrollmentCommandInput) input: EnrollmentCommandInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return command(context, info, "endLeave", input, endLeave);
  }

  @Mutation(() => DischargeEnrollmentPayload)
  dischargeEnrollment(
    @Arg("input", () => DischargeEnrollmentInput) input: DischargeEnrollmentInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return command(context, info, "dischargeEnrollment", input, (tx) => dischargeEnrollment(tx, dischargeOf(input)));
  }

  @Mutation(() => UndoDischargePayload, {
    description: "Takes back a discharge that was entered wrongly, within 72 hours; takes a place.",
  })
  undoDischarge(
    @Arg("input", () => UndoDischargeInput) input: UndoDischargeInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    const { reason } = input;
    return command(context, info, "undoDischarge", input, (tx, given) => undoDischarge(tx, { ...given, reason }));
  }

  @Mutation(() => VoidEnrollmentPayload, { description: "Takes back a mistaken entry, within 72 hours." })
  voidEnrollment(
    @Arg("input", () => VoidEnrollmentInput) input: VoidEnrollmentInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    const { reason } = input;
    return command(context, info, "voidEnrollment", input, (tx, given) => voidEnrollment(tx, { ...given, reason }));
  }
}

type Given = { enrollmentId: string; expectedVersion: number | null | undefined };

function command(
  context: RequestContext,
  info: GraphQLResolveInfo,
  operation: string,
  input: EnrollmentCommandInput,
  service: (tx: Transaction, given: Given) => Promise<{ enrollmentId: string }>,
): Promise<Payload> {
  return mutate(context, info, {
    operation,
    key: input.idempotencyKey,
    input,
    work: async (tx) =>
      service(tx, { enrollmentId: idOf("enrollment", input.id), expectedVersion: input.expectedVersion }),
    answer,
  });
}
