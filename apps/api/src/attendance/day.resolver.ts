import type { OpenSession } from "@causeway/care";
import {
  AttendanceDay,
  AttendanceDayEvent,
  Holiday,
  addHoliday,
  closeDay,
  dayActions,
  openSessionsOfDay,
  removeHoliday,
  reopenDay,
} from "@causeway/care";
import { DateTime, LocalDate, selectionOf } from "@causeway/database";
import { authorise } from "@causeway/identity";
import { encodeId } from "@causeway/kernel";
import type { GraphQLResolveInfo } from "graphql";
import {
  Arg,
  Args,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Info,
  Int,
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
import {
  AddHolidayInput,
  AttendanceDaysArgs,
  CloseAttendanceDayInput,
  HolidaysArgs,
  RemoveHolidayInput,
  ReopenAttendanceDayInput,
} from "./day.inputs.ts";

const Days = connectionType(AttendanceDay);
const Holidays = connectionType(Holiday);
const ClosePayload = payloadType("CloseAttendanceDay", "attendanceDay", () => AttendanceDay);
const ReopenPayload = payloadType("ReopenAttendanceDay", "attendanceDay", () => AttendanceDay);
const AddHolidayPayload = payloadType("AddHoliday", "holiday", () => Holiday);
const RemoveHolidayPayload = payloadType("RemoveHoliday", null, null);
const answer = { field: "attendanceDay", entity: AttendanceDay, id: "attendanceDayId" };

const DayAccess = accessType(AttendanceDay, {
  canClose: action("closeAttendanceDay"),
  canReopen: action("reopenAttendanceDay"),
});

@ObjectType({ description: "A session that keeps its day from being closed." })
class OpenSessionOfDay {
  @Field(() => ID)
  sessionId: string;

  @Field(() => DateTime)
  startsAt: Date;

  @Field(() => String, { nullable: true })
  title: string | null;

  @Field(() => Int, { description: "How many of those expected are not recorded." })
  waiting: number;
}

/** Lower and upper bound of a day, where either is given. */
const daysBetween = (from?: string | null, to?: string | null) =>
  from || to ? { ...(from ? { gte: from } : {}), ...(to ? { lt: to } : {}) } : undefined;

@Resolver(() => AttendanceDay)
export class DayResolver {
  @Query(() => Days, { description: "Days on which something is held, the latest first." })
  attendanceDays(
    @Args(() => AttendanceDaysArgs) args: AttendanceDaysArgs,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection> {
    return readConnection(context, info, AttendanceDay, args, {
      where: {
        programId: optionalIdOf("program", args.programId, ["programId"]),
        state: args.state ?? undefined,
        day: daysBetween(args.from, args.to),
      },
      orders: { DAY: [["day", "DESC"]] },
    });
  }

  @Query(() => AttendanceDay, { nullable: true, description: "Null where nothing is held on the day." })
  attendanceDay(
    @Arg("programId", () => ID) programId: string,
    @Arg("day", () => LocalDate) day: string,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Record<string, unknown> | null> {
    const where = { programId: idOf("program", programId, ["programId"]), day };
    return context.db.readOne(actorOf(context), AttendanceDay, selectionOf(info), where);
  }

  @Query(() => [OpenSessionOfDay], { description: "What keeps a program's day from being closed; empty when nothing." })
  async openSessionsOfDay(
    @Arg("programId", () => ID) programId: string,
    @Arg("day", () => LocalDate) day: string,
    @Ctx() context: RequestContext,
  ): Promise<OpenSessionOfDay[]> {
    const actor = actorOf(context);
    authorise(actor, "enrollment.read");
    const statement = openSessionsOfDay(idOf("program", programId, ["programId"]), day);
    const rows = await context.db.readWith<OpenSession>(actor, statement);
    return rows.map(({ id, starts_at, title, waiting }) => ({
      sessionId: encodeId("session", id),
      startsAt: starts_at,
      title,
      waiting,
    }));
  }

  @FieldResolver(() => [AttendanceDayEvent], { description: "Every closing and re-opening, the newest first." })
  history(@Root() root: AttendanceDay & { history: AttendanceDayEvent[] }): AttendanceDayEvent[] {
    return root.history;
  }

  @FieldResolver(() => [String])
  availableActions(@Root() root: AttendanceDay, @Ctx() context: RequestContext): string[] {
    return dayActions(actorOf(context), root);
  }

  @FieldResolver(() => DayAccess.type)
  access(@Root() root: AttendanceDay, @Ctx() context: RequestContext): object {
    return DayAccess.of(actorOf(context), this.availableActions(root, context));
  }

  @Mutation(() => ClosePayload, {
    description: "Once all sessions of the day are recorded: nothing more is, until a supervisor opens the day again.",
  })
  closeAttendanceDay(
    @Arg("input", () => CloseAttendanceDayInput) input: CloseAttendanceDayInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return mutate(context, info, {
      operation: "closeAttendanceDay",
      input,
      work: async (tx) => closeDay(tx, { programId: idOf("program", input.programId, ["programId"]), day: input.day }),
      answer,
    });
  }

  @Mutation(() => ReopenPayload, { description: "For supervisors; the reason is kept." })
  reopenAttendanceDay(
    @Arg("input", () => ReopenAttendanceDayInput) input: ReopenAttendanceDayInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    const { id, ...rest } = input;
    return mutate(context, info, {
      operation: "reopenAttendanceDay",
      input,
      work: async (tx) => reopenDay(tx, { ...rest, attendanceDayId: idOf("attendance_day", id) }),
      answer,
    });
  }
}

@Resolver(() => Holiday)
export class HolidayResolver {
  @Query(() => Holidays, { description: "Days on which nothing is held, in order." })
  holidays(
    @Args(() => HolidaysArgs) args: HolidaysArgs,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection> {
    return readConnection(context, info, Holiday, args, {
      where: { day: daysBetween(args.from, args.to) },
      orders: { DAY: [["day", "ASC"]] },
    });
  }

  @Mutation(() => AddHolidayPayload, { description: "Sessions of that day are cancelled, which is nobody's absence." })
  addHoliday(
    @Arg("input", () => AddHolidayInput) input: AddHolidayInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    const { day, name } = input;
    return mutate(context, info, {
      operation: "addHoliday",
      key: input.idempotencyKey,
      input,
      work: async (tx) => addHoliday(tx, { day, name, siteId: optionalIdOf("site", input.siteId, ["siteId"]) }),
      answer: { field: "holiday", entity: Holiday, id: "holidayId" },
    });
  }

  @Mutation(() => RemoveHolidayPayload, { description: "What the holiday alone had cancelled is held after all." })
  removeHoliday(
    @Arg("input", () => RemoveHolidayInput) input: RemoveHolidayInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return mutate(context, info, {
      operation: "removeHoliday",
      input,
      work: async (tx) => removeHoliday(tx, { holidayId: idOf("holiday", input.id) }),
    });
  }
}
