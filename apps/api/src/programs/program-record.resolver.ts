import type { LevelBounds } from "@causeway/care";
import {
  PROGRAM_WARNINGS,
  Program,
  ProgramCapacity,
  ProgramCredential,
  ProgramPrice,
  ProgramRevision,
  ProgramSlot,
  ProgramStaff,
  ProgramStateChange,
  enumType,
  openingsStale,
  programWarnings,
} from "@causeway/care";
import { encodeId } from "@causeway/kernel";
import { Ctx, Field, FieldResolver, ObjectType, Resolver, Root } from "type-graphql";
import type { RequestContext } from "../graphql/context.ts";

const ProgramWarningCodeEnum = enumType("ProgramWarningCode", PROGRAM_WARNINGS);

@ObjectType({ description: "Something about a program that somebody should look at; nothing is refused for it." })
class ProgramWarning {
  @Field(() => ProgramWarningCodeEnum)
  code: string;

  @Field(() => [String])
  path: string[];

  @Field(() => String)
  message: string;
}

@ObjectType({ description: "A field of a program before and after; values as JSON." })
class ProgramFieldChange {
  @Field(() => String)
  field: string;

  @Field(() => String, { nullable: true })
  from: string | null;

  @Field(() => String, { nullable: true })
  to: string | null;
}

@Resolver(() => ProgramRevision)
export class ProgramRevisionResolver {
  @FieldResolver(() => [ProgramFieldChange])
  changes(@Root() root: ProgramRevision): ProgramFieldChange[] {
    const json = (value: unknown): string | null => (value === null ? null : JSON.stringify(value, seenOutside));
    return Object.entries(root.changes).map(([field, { from, to }]) => ({ field, from: json(from), to: json(to) }));
  }
}

/** Members are named by the ids that resolve. */
function seenOutside(key: string, value: unknown): unknown {
  return key === "memberId" && typeof value === "string" ? encodeId("member", value) : value;
}

/** Lists that hang on a program, as the read door answers them. */
interface ProgramParts {
  readonly slots: ProgramSlot[];
  readonly prices: ProgramPrice[];
  readonly credentials: ProgramCredential[];
  readonly staff: ProgramStaff[];
  readonly revisions: ProgramRevision[];
  readonly capacityHistory: ProgramCapacity[];
  readonly stateChanges: ProgramStateChange[];
}

/** What hangs on a program and what follows from it. */
@Resolver(() => Program)
export class ProgramRecordResolver {
  @FieldResolver(() => Boolean, { description: "Nobody confirmed the openings for a week." })
  openingsStale(@Root() root: Program, @Ctx() context: RequestContext): boolean {
    return openingsStale(root.openingsConfirmedAt, context.db.clock.now());
  }

  @FieldResolver(() => [ProgramWarning])
  warnings(@Root() root: Program & { levelBounds: LevelBounds }): ProgramWarning[] {
    return programWarnings(root, root.levelBounds);
  }

  @FieldResolver(() => [ProgramSlot], { description: "The timetable, with what has been and what is to come." })
  slots(@Root() root: ProgramParts): ProgramSlot[] {
    return root.slots;
  }

  @FieldResolver(() => [ProgramPrice], { description: "With what has been and what is to come." })
  prices(@Root() root: ProgramParts): ProgramPrice[] {
    return root.prices;
  }

  @FieldResolver(() => [ProgramCredential])
  credentials(@Root() root: ProgramParts): ProgramCredential[] {
    return root.credentials;
  }

  @FieldResolver(() => [ProgramStaff])
  staff(@Root() root: ProgramParts): ProgramStaff[] {
    return root.staff;
  }

  @FieldResolver(() => [ProgramRevision], { description: "Who changed what; the latest first." })
  revisions(@Root() root: ProgramParts): ProgramRevision[] {
    return root.revisions;
  }

  @FieldResolver(() => [ProgramCapacity], { description: "The latest first." })
  capacityHistory(@Root() root: ProgramParts): ProgramCapacity[] {
    return root.capacityHistory;
  }

  @FieldResolver(() => [ProgramStateChange], { description: "The latest first, with the one that is planned." })
  stateChanges(@Root() root: ProgramParts): ProgramStateChange[] {
    return root.stateChanges;
  }
}
