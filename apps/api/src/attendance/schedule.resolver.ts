import type { SessionDetails } from "@causeway/care";
import {
  Program,
  ProgramSession,
  SessionTemplate,
  SessionTemplateMember,
  addTemplateMembers,
  changeSession,
  createTemplate,
  endTemplate,
  expectAtSession,
  removeTemplateMember,
  restoreSession,
  templateActions,
  templatesFromSlots,
  updateTemplate,
} from "@causeway/care";
import { selectionOf } from "@causeway/database";
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
  AddSessionTemplateMembersInput,
  ChangeSessionInput,
  CreateSessionTemplateInput,
  CreateTemplatesFromTimetableInput,
  EndSessionTemplateInput,
  ExpectAtSessionInput,
  RemoveSessionTemplateMemberInput,
  RestoreSessionInput,
  SessionTemplatesArgs,
  UpdateSessionTemplateInput,
} from "./schedule.inputs.ts";

const Templates = connectionType(SessionTemplate);
const template = { field: "template", entity: SessionTemplate, id: "templateId" };
const session = { field: "session", entity: ProgramSession, id: "sessionId" };
const payload = (mutation: string) => payloadType(mutation, "template", () => SessionTemplate);
const CreatePayload = payload("CreateSessionTemplate");
const UpdatePayload = payload("UpdateSessionTemplate");
const EndPayload = payload("EndSessionTemplate");
const AddMembersPayload = payload("AddSessionTemplateMembers");
const RemoveMemberPayload = payload("RemoveSessionTemplateMember");
const ChangeSessionPayload = payloadType("ChangeSession", "session", () => ProgramSession);
const RestoreSessionPayload = payloadType("RestoreSession", "session", () => ProgramSession);
const ExpectPayload = payloadType("ExpectAtSession", "session", () => ProgramSession);

const FromTimetablePayload = payloadType("CreateTemplatesFromTimetable", "program", () => Program);

const TemplateAccess = accessType(SessionTemplate, {
  canUpdate: action("updateSessionTemplate"),
  canEnd: action("endSessionTemplate"),
  canAddMembers: action("addSessionTemplateMembers"),
});

/** Ids of who comes, each with its own place in the input. */
const enrollmentIdsOf = (ids: readonly string[]): string[] =>
  ids.map((id, i) => idOf("enrollment", id, ["enrollmentIds", String(i)]));

@Resolver(() => SessionTemplate)
export class ScheduleResolver {
  @Query(() => Templates, { description: "The weekly plan: meetings that recur, by the time of day." })
  sessionTemplates(
    @Args(() => SessionTemplatesArgs) args: SessionTemplatesArgs,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection> {
    return readConnection(context, info, SessionTemplate, args, {
      where: {
        programId: optionalIdOf("program", args.programId, ["programId"]),
        state: args.ended ? undefined : "ACTIVE",
      },
      orders: { TIME: [["startTime", "ASC"]] },
    });
  }

  @Query(() => SessionTemplate, { nullable: true })
  sessionTemplate(
    @Arg("id", () => ID) id: string,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Record<string, unknown> | null> {
    const where = { id: idOf("session_template", id) };
    return context.db.readOne(actorOf(context), SessionTemplate, selectionOf(info), where);
  }

  @FieldResolver(() => [SessionTemplateMember], { description: "Who is expected, and was, with their days." })
  members(@Root() root: SessionTemplate & { members: SessionTemplateMember[] }): SessionTemplateMember[] {
    return root.members;
  }

  @FieldResolver(() => [String])
  availableActions(@Root() root: SessionTemplate, @Ctx() context: RequestContext): string[] {
    return templateActions(actorOf(context), root);
  }

  @FieldResolver(() => TemplateAccess.type)
  access(@Root() root: SessionTemplate, @Ctx() context: RequestContext): object {
    return TemplateAccess.of(actorOf(context), this.availableActions(root, context));
  }

  @Mutation(() => CreatePayload, { description: "Its sessions of the coming weeks are made at once." })
  createSessionTemplate(
    @Arg("input", () => CreateSessionTemplateInput) input: CreateSessionTemplateInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return mutate(context, info, {
      operation: "createSessionTemplate",
      key: input.idempotencyKey,
      input,
      work: async (tx) =>
        createTemplate(tx, {
          ...input,
          programId: idOf("program", input.programId, ["programId"]),
          enrollmentId: optionalIdOf("enrollment", input.enrollmentId, ["enrollmentId"]),
          staffMemberId: optionalIdOf("member", input.staffMemberId, ["staffMemberId"]),
        }),
      answer: template,
    });
  }

  @Mutation(() => FromTimetablePayload, {
    description: "A template for each weekly hour of the public timetable that has none; those of hours that end, end.",
  })
  createTemplatesFromTimetable(
    @Arg("input", () => CreateTemplatesFromTimetableInput) input: CreateTemplatesFromTimetableInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return mutate(context, info, {
      operation: "createTemplatesFromTimetable",
      input,
      work: async (tx) => templatesFromSlots(tx, { programId: idOf("program", input.programId, ["programId"]) }),
      answer: { field: "program", entity: Program, id: "programId" },
    });
  }

  @Mutation(() => UpdatePayload, { description: "Changes the sessions to come that no person changed." })
  updateSessionTemplate(
    @Arg("input", () => UpdateSessionTemplateInput) input: UpdateSessionTemplateInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    const { id, expectedVersion, rrule, startTime } = input;
    return mutate(context, info, {
      operation: "updateSessionTemplate",
      input,
      work: async (tx) =>
        updateTemplate(tx, {
          ...changesOf(input),
          templateId: idOf("session_template", id),
          rrule,
          startTime,
          expectedVersion,
        }),
      answer: template,
    });
  }

  @Mutation(() => EndPayload, { description: "Its sessions from that day on are cancelled." })
  endSessionTemplate(
    @Arg("input", () => EndSessionTemplateInput) input: EndSessionTemplateInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    const { id, ...rest } = input;
    return mutate(context, info, {
      operation: "endSessionTemplate",
      input,
      work: async (tx) => endTemplate(tx, { ...rest, templateId: idOf("session_template", id) }),
      answer: template,
    });
  }

  @Mutation(() => AddMembersPayload, { description: "From then on they are expected at each of its sessions." })
  addSessionTemplateMembers(
    @Arg("input", () => AddSessionTemplateMembersInput) input: AddSessionTemplateMembersInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return mutate(context, info, {
      operation: "addSessionTemplateMembers",
      key: input.idempotencyKey,
      input,
      work: async (tx) =>
        addTemplateMembers(tx, {
          templateId: idOf("session_template", input.templateId, ["templateId"]),
          enrollmentIds: enrollmentIdsOf(input.enrollmentIds),
          startsOn: input.startsOn,
        }),
      answer: template,
    });
  }

  @Mutation(() => RemoveMemberPayload)
  removeSessionTemplateMember(
    @Arg("input", () => RemoveSessionTemplateMemberInput) input: RemoveSessionTemplateMemberInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return mutate(context, info, {
      operation: "removeSessionTemplateMember",
      input,
      work: async (tx) =>
        removeTemplateMember(tx, {
          templateId: idOf("session_template", input.templateId, ["templateId"]),
          enrollmentId: idOf("enrollment", input.enrollmentId, ["enrollmentId"]),
          endsOn: input.endsOn,
        }),
      answer: template,
    });
  }

  @Mutation(() => ChangeSessionPayload, {
    description: "Moves or changes one session alone; its template then leaves it.",
  })
  changeSession(
    @Arg("input", () => ChangeSessionInput) input: ChangeSessionInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    const { id, startsAt, expectedVersion } = input;
    return mutate(context, info, {
      operation: "changeSession",
      input,
      work: async (tx) =>
        changeSession(tx, { ...changesOf(input), sessionId: idOf("session", id), startsAt, expectedVersion }),
      answer: session,
    });
  }

  @Mutation(() => RestoreSessionPayload, { description: "A cancelled session is held after all." })
  restoreSession(
    @Arg("input", () => RestoreSessionInput) input: RestoreSessionInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return mutate(context, info, {
      operation: "restoreSession",
      input,
      work: async (tx) =>
        restoreSession(tx, { sessionId: idOf("session", input.id), expectedVersion: input.expectedVersion }),
      answer: session,
    });
  }

  @Mutation(() => ExpectPayload, { description: "Puts people on the list of one session alone." })
  expectAtSession(
    @Arg("input", () => ExpectAtSessionInput) input: ExpectAtSessionInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return mutate(context, info, {
      operation: "expectAtSession",
      input,
      work: async (tx) =>
        expectAtSession(tx, {
          sessionId: idOf("session", input.sessionId, ["sessionId"]),
          enrollmentIds: enrollmentIdsOf(input.enrollmentIds),
        }),
      answer: session,
    });
  }
}

/** The details that were given; null empties those that may be empty. */
function changesOf(input: UpdateSessionTemplateInput | ChangeSessionInput): Partial<SessionDetails> {
  const { minutes, modality, mode, title, room, places, staffMemberId } = input;
  return {
    ...(minutes === null || minutes === undefined ? {} : { minutes }),
    ...(modality ? { modality } : {}),
    ...(mode ? { mode } : {}),
    title,
    room,
    places,
    staffMemberId: staffMemberId === null ? null : optionalIdOf("member", staffMemberId, ["staffMemberId"]),
  };
}
