import type { ProgramCommand } from "@causeway/care";
import {
  Code,
  LevelOfCare,
  Program,
  cancelStateChange,
  codesOf,
  confirmOpenings,
  createProgram,
  levelsOfCare,
  planProgramState,
  programActions,
  publishProgram,
  setProgramState,
  unpublishProgram,
  updateProgram,
} from "@causeway/care";
import type { Transaction } from "@causeway/database";
import { selectionOf } from "@causeway/database";
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
  CreateProgramInput,
  ProgramCommandInput,
  ProgramStateInput,
  ProgramsArgs,
  UpdateProgramInput,
} from "./program.inputs.ts";

const Programs = connectionType(Program);
const payload = (mutation: string) => payloadType(mutation, "program", () => Program);
const CreateProgramPayload = payload("CreateProgram");
const UpdateProgramPayload = payload("UpdateProgram");
const PublishProgramPayload = payload("PublishProgram");
const UnpublishProgramPayload = payload("UnpublishProgram");
const OpenProgramPayload = payload("OpenProgram");
const PauseProgramPayload = payload("PauseProgram");
const CancelProgramStateChangePayload = payload("CancelProgramStateChange");
const ConfirmOpeningsPayload = payload("ConfirmOpenings");

const answer = { field: "program", entity: Program, id: "programId" };

const ProgramAccess = accessType(Program, {
  canUpdate: action("updateProgram"),
  canPublish: action("publishProgram"),
  canUnpublish: action("unpublishProgram"),
  canOpen: action("openProgram"),
  canPause: action("pauseProgram"),
  canClose: action("closeProgram"),
  canConfirmOpenings: action("confirmOpenings"),
});

@Resolver(() => Program)
export class ProgramResolver {
  @Query(() => Programs, { description: "Programs of the viewer's organisation." })
  programs(
    @Args(() => ProgramsArgs) args: ProgramsArgs,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection> {
    return readConnection(context, info, Program, args, {
      where: {
        state: args.state ?? undefined,
        siteId: optionalIdOf("site", args.siteId, ["siteId"]),
        levelCode: args.levelCode ?? undefined,
      },
      orders: { NAME: [["name", "ASC"]], NEWEST: [["createdAt", "DESC"]] },
      order: args.orderBy,
    });
  }

  @Query(() => Program, { nullable: true })
  program(
    @Arg("id", () => ID) id: string,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Record<string, unknown> | null> {
    return context.db.readOne(actorOf(context), Program, selectionOf(info), { id: idOf("program", id) });
  }

  @Query(() => [LevelOfCare], { description: "The reference list, by edition and rank." })
  levelsOfCare(
    @Arg("edition", () => String, { nullable: true }) edition: string | null,
    @Ctx() context: RequestContext,
  ): Promise<LevelOfCare[]> {
    return levelsOfCare(context.db, actorOf(context), edition);
  }

  @Query(() => [Code], {
    description:
      "A list of codes with their labels: PROGRAM_SERVICE, TREATMENT_MODEL, PAYER, POPULATION, ACCREDITATION_BODY, TEDS_SUB, ...",
  })
  codes(@Arg("system", () => String) system: string, @Ctx() context: RequestContext): Promise<Code[]> {
    return codesOf(context.db, actorOf(context), system);
  }

  @FieldResolver(() => Int, { description: "Places free now." })
  openings(@Root() root: Program): number {
    return root.capacity - root.placesHeld;
  }

  @FieldResolver(() => [String])
  availableActions(@Root() root: Program, @Ctx() context: RequestContext): string[] {
    return programActions(actorOf(context), root);
  }

  @FieldResolver(() => ProgramAccess.type)
  access(@Root() root: Program, @Ctx() context: RequestContext): object {
    return ProgramAccess.of(actorOf(context), this.availableActions(root, context));
  }

  @Mutation(() => CreateProgramPayload)
  createProgram(
    @Arg("input", () => CreateProgramInput) input: CreateProgramInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return mutate(context, info, {
      operation: "createProgram",
      key: input.idempotencyKey,
      input,
      work: async (tx) => {
        const { idempotencyKey: _, ...rest } = input;
        return createProgram(tx, { ...rest, siteId: idOf("site", input.siteId, ["siteId"]) });
      },
      answer,
    });
  }

  @Mutation(() => UpdateProgramPayload)
  updateProgram(
    @Arg("input", () => UpdateProgramInput) input: UpdateProgramInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return mutate(context, info, {
      operation: "updateProgram",
      input,
      work: async (tx) => {
        const { id, ...rest } = input;
        return updateProgram(tx, { ...rest, programId: idOf("program", id) });
      },
      answer,
    });
  }

  @Mutation(() => PublishProgramPayload, { description: "Lists the program in the directory; opens a draft." })
  publishProgram(
    @Arg("input", () => ProgramCommandInput) input: ProgramCommandInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return command(context, info, "publishProgram", input, publishProgram);
  }

  @Mutation(() => UnpublishProgramPayload)
  unpublishProgram(
    @Arg("input", () => ProgramCommandInput) input: ProgramCommandInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return command(context, info, "unpublishProgram", input, unpublishProgram);
  }

  @Mutation(() => OpenProgramPayload)
  openProgram(
    @Arg("input", () => ProgramStateInput) input: ProgramStateInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return command(context, info, "openProgram", input, moved("open", input));
  }

  @Mutation(() => PauseProgramPayload, { description: "Keeps its clients, admits none, leaves the directory." })
  pauseProgram(
    @Arg("input", () => ProgramStateInput) input: ProgramStateInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return command(context, info, "pauseProgram", input, moved("pause", input));
  }

  @Mutation(() => CancelProgramStateChangePayload, { description: "Takes a planned opening, pause or closing back." })
  cancelProgramStateChange(
    @Arg("input", () => ProgramCommandInput) input: ProgramCommandInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return command(context, info, "cancelProgramStateChange", input, cancelStateChange);
  }

  @Mutation(() => ConfirmOpeningsPayload, { description: "Says that the openings shown are right now." })
  confirmOpenings(
    @Arg("input", () => ProgramCommandInput) input: ProgramCommandInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return command(context, info, "confirmOpenings", input, confirmOpenings);
  }
}

type ProgramService = (
  tx: Transaction,
  input: { programId: string; expectedVersion?: number | null | undefined },
) => Promise<{ programId: string }>;

const moved =
  (to: ProgramCommand, { effectiveOn, reason }: ProgramStateInput): ProgramService =>
  (tx, input) =>
    effectiveOn
      ? planProgramState(tx, { ...input, command: to, reason, effectiveOn })
      : setProgramState(tx, { ...input, command: to, reason });

function command(
  context: RequestContext,
  info: GraphQLResolveInfo,
  operation: string,
  input: ProgramCommandInput,
  service: ProgramService,
): Promise<Payload> {
  return mutate(context, info, {
    operation,
    input,
    work: async (tx) => service(tx, { programId: idOf("program", input.id), expectedVersion: input.expectedVersion }),
    answer,
  });
}
