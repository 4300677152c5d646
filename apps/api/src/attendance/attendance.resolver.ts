import {
  Attendance,
  AttendanceRecord,
  ProgramSession,
  cancelSession,
  recordAttendance,
  scheduleSession,
  sessionActions,
  undoAttendance,
} from "@causeway/care";
import { selectionOf } from "@causeway/database";
import { encodeId } from "@causeway/kernel";
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
  CancelSessionInput,
  RecordAttendanceInput,
  ScheduleSessionInput,
  SessionsArgs,
  UndoAttendanceInput,
} from "./attendance.inputs.ts";

const Sessions = connectionType(ProgramSession);
const ScheduleSessionPayload = payloadType("ScheduleSession", "session", () => ProgramSession);
const CancelSessionPayload = payloadType("CancelSession", "session", () => ProgramSession);
const RecordAttendancePayload = payloadType("RecordAttendance", "session", () => ProgramSession);
const UndoAttendancePayload = payloadType("UndoAttendance", "session", () => ProgramSession);
const answer = { field: "session", entity: ProgramSession, id: "sessionId" };

const ProgramSessionAccess = accessType(ProgramSession, {
  canCancel: action("cancelSession"),
  canRecordAttendance: action("recordAttendance"),
  canChange: action("changeSession"),
  canRestore: action("restoreSession"),
});

@Resolver(() => ProgramSession)
export class AttendanceResolver {
  @Query(() => Sessions, { description: "Sessions by the time they begin." })
  sessions(
    @Args(() => SessionsArgs) args: SessionsArgs,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection> {
    const { from, to } = args;
    return readConnection(context, info, ProgramSession, args, {
      where: {
        programId: optionalIdOf("program", args.programId, ["programId"]),
        state: args.states ?? undefined,
        staffMemberId: optionalIdOf("member", args.staffMemberId, ["staffMemberId"]),
        templateId: optionalIdOf("session_template", args.templateId, ["templateId"]),
        startsAt: from || to ? { ...(from ? { gte: from } : {}), ...(to ? { lt: to } : {}) } : undefined,
      },
      orders: { START: [["startsAt", "ASC"]] },
    });
  }

  @Query(() => ProgramSession, { nullable: true })
  session(
    @Arg("id", () => ID) id: string,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Record<string, unknown> | null> {
    return context.db.readOne(actorOf(context), ProgramSession, selectionOf(info), { id: idOf("session", id) });
  }

  @FieldResolver(() => [Attendance])
  attendances(@Root() root: ProgramSession & { attendances: Attendance[] }): Attendance[] {
    return root.attendances;
  }

  @FieldResolver(() => [ID], { description: "Other sessions in the room at the same time: a warning." })
  roomConflicts(@Root() root: ProgramSession): string[] {
    return root.roomConflicts.map((id) => encodeId("session", id));
  }

  @FieldResolver(() => [ID], { description: "Other sessions that the same person leads at the same time: a warning." })
  staffConflicts(@Root() root: ProgramSession): string[] {
    return root.staffConflicts.map((id) => encodeId("session", id));
  }

  @FieldResolver(() => [String])
  availableActions(@Root() root: ProgramSession, @Ctx() context: RequestContext): string[] {
    return sessionActions(
      actorOf(context),
      { state: root.state, startsAt: new Date(root.startsAt) },
      context.clock.now(),
    );
  }

  @FieldResolver(() => ProgramSessionAccess.type)
  access(@Root() root: ProgramSession, @Ctx() context: RequestContext): object {
    return ProgramSessionAccess.of(actorOf(context), this.availableActions(root, context));
  }

  @Mutation(() => ScheduleSessionPayload)
  scheduleSession(
    @Arg("input", () => ScheduleSessionInput) input: ScheduleSessionInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return mutate(context, info, {
      operation: "scheduleSession",
      key: input.idempotencyKey,
      input,
      work: async (tx) =>
        scheduleSession(tx, {
          ...input,
          programId: idOf("program", input.programId, ["programId"]),
          staffMemberId: optionalIdOf("member", input.staffMemberId, ["staffMemberId"]),
          enrollmentIds: input.enrollmentIds?.map((id, i) => idOf("enrollment", id, ["enrollmentIds", String(i)])),
        }),
      answer,
    });
  }

  @Mutation(() => CancelSessionPayload)
  cancelSession(
    @Arg("input", () => CancelSessionInput) input: CancelSessionInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return mutate(context, info, {
      operation: "cancelSession",
      input,
      work: async (tx) =>
        cancelSession(tx, {
          sessionId: idOf("session", input.id),
          expectedVersion: input.expectedVersion,
          reason: input.reason,
        }),
      answer,
    });
  }

  @Mutation(() => RecordAttendancePayload, {
    description: "Who was there. The first attended session makes an admitted enrollment active.",
  })
  recordAttendance(
    @Arg("input", () => RecordAttendanceInput) input: RecordAttendanceInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return mutate(context, info, {
      operation: "recordAttendance",
      key: input.idempotencyKey,
      input,
      work: async (tx) =>
        recordAttendance(tx, {
          sessionId: idOf("session", input.sessionId, ["sessionId"]),
          roster: input.roster.map((line, i) => ({
            ...line,
            enrollmentId: idOf("enrollment", line.enrollmentId, ["roster", String(i), "enrollmentId"]),
            makeUpForId: optionalIdOf("attendance", line.makeUpForId, ["roster", String(i), "makeUpForId"]),
          })),
        }),
      answer,
    });
  }

  @Mutation(() => UndoAttendancePayload, {
    description: "Takes back what was recorded of somebody by mistake; it stays in the history.",
  })
  undoAttendance(
    @Arg("input", () => UndoAttendanceInput) input: UndoAttendanceInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return mutate(context, info, {
      operation: "undoAttendance",
      input,
      work: async (tx) =>
        undoAttendance(tx, {
          sessionId: idOf("session", input.sessionId, ["sessionId"]),
          enrollmentId: idOf("enrollment", input.enrollmentId, ["enrollmentId"]),
        }),
      answer,
    });
  }
}

/** The history of one line of a roster. */
@Resolver(() => Attendance)
export class AttendanceHistoryResolver {
  @FieldResolver(() => [AttendanceRecord], { description: "All that was ever recorded of it, the newest first." })
  history(@Root() root: Attendance & { history: AttendanceRecord[] }): AttendanceRecord[] {
    return root.history;
  }
}
