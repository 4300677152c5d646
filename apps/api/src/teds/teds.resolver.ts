import type { Extract, ExtractInput } from "@causeway/care";
import { exportTeds, previewExtract, stateProfiles } from "@causeway/care";
import { encodeId } from "@causeway/kernel";
import type { GraphQLResolveInfo } from "graphql";
import { Arg, Ctx, Field, ID, Info, Int, Mutation, ObjectType, Query, Resolver } from "type-graphql";
import type { RequestContext } from "../graphql/context.ts";
import { actorOf } from "../graphql/context.ts";
import { optionalIdOf } from "../graphql/id.ts";
import type { Payload } from "../graphql/mutation.ts";
import { mutate, payloadType } from "../graphql/mutation.ts";
import { TedsExtractInput } from "./teds.inputs.ts";

@ObjectType({ description: "How a state wants its TEDS files." })
class TedsStateProfile {
  @Field(() => String, { description: "Two letters; `US` for the public-use codes." })
  state: string;

  @Field(() => String)
  name: string;

  @Field(() => String, { description: "ADMISSION or TRANSFER: what a change of service in an episode counts as." })
  locChangeAs: string;
}

@ObjectType()
class TedsProblem {
  @Field(() => String)
  field: string;

  @Field(() => String, { description: "MISSING, or UNMAPPED where the state has no code for what was told." })
  reason: string;
}

@ObjectType({ description: "An admission or a discharge, one for each TEDS service of a stay." })
class TedsRow {
  @Field(() => ID)
  enrollmentId: string;

  @Field(() => [String], { description: "In the order of the columns." })
  values: readonly string[];

  @Field(() => [TedsProblem], { description: "What a state would send the record back for." })
  problems: readonly TedsProblem[];
}

@ObjectType({ description: "A TEDS-A or TEDS-D file. It names nobody: clients are told by a key of this state alone." })
class TedsExtract {
  @Field(() => [String])
  columns: readonly string[];

  @Field(() => Int)
  rowCount: number;

  @Field(() => Int, { description: "Rows with a problem." })
  problemCount: number;

  @Field(() => [TedsRow])
  rows: readonly TedsRow[];

  @Field(() => String, { description: "The file, RFC 4180, safe to open in a spreadsheet." })
  csv: string;
}

const ExportTedsPayload = payloadType("ExportTeds", "extract", () => TedsExtract);

@Resolver()
export class TedsResolver {
  @Query(() => [TedsStateProfile])
  stateProfiles(@Ctx() context: RequestContext): Promise<TedsStateProfile[]> {
    return stateProfiles(context.db, actorOf(context));
  }

  @Query(() => TedsExtract, { description: "The file as it would be sent, with what to mend first. Nothing leaves." })
  async tedsExtract(
    @Arg("input", () => TedsExtractInput) input: TedsExtractInput,
    @Ctx() context: RequestContext,
  ): Promise<TedsExtract> {
    return told(await previewExtract(context.db, actorOf(context), asked(context, input)));
  }

  @Mutation(() => ExportTedsPayload, {
    description: "The file for the state: a disclosure of each client in it (42 CFR 2.53), in the accounting.",
  })
  exportTeds(
    @Arg("input", () => TedsExtractInput) input: TedsExtractInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    let extract: TedsExtract | null = null;
    return mutate(context, info, {
      operation: "exportTeds",
      input,
      work: async (tx) => {
        extract = told(await exportTeds(tx, asked(context, input)));
        return {};
      },
      also: () => ({ extract }),
    });
  }
}

function asked(context: RequestContext, input: TedsExtractInput): ExtractInput {
  return {
    ...input,
    programId: optionalIdOf("program", input.programId, ["programId"]),
    siteId: optionalIdOf("site", input.siteId, ["siteId"]),
    secret: context.config.secret,
  };
}

function told({ columns, rows, csv }: Extract): TedsExtract {
  return {
    columns,
    csv,
    rowCount: rows.length,
    problemCount: rows.filter((row) => row.problems.length > 0).length,
    rows: rows.map((row) => ({ ...row, enrollmentId: encodeId("enrollment", row.enrollmentId) })),
  };
}
