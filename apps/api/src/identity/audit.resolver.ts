import { idsOfPerson } from "@causeway/care";
import { DateTime, computed } from "@causeway/database";
import { AuditEntry } from "@causeway/identity";
import { encodeId } from "@causeway/kernel";
import type { GraphQLResolveInfo } from "graphql";
import { Args, ArgsType, Ctx, Field, FieldResolver, ID, Info, Query, Resolver, Root } from "type-graphql";
import type { Connection } from "../graphql/connection.ts";
import { ConnectionArgs, connectionType, readConnection } from "../graphql/connection.ts";
import type { RequestContext } from "../graphql/context.ts";
import { actorOf } from "../graphql/context.ts";
import { optionalIdOf } from "../graphql/id.ts";

@ArgsType()
class AuditEntriesArgs extends ConnectionArgs {
  @Field(() => String, { nullable: true, description: "As in `referral.accept`." })
  action?: string | null;

  @Field(() => ID, { nullable: true })
  clientId?: string | null;

  @Field(() => DateTime, { nullable: true })
  since?: Date | null;

  @Field(() => DateTime, { nullable: true, description: "Before this instant." })
  until?: Date | null;
}

const AuditEntries = connectionType(AuditEntry);

computed(AuditEntry, "actorId", ["actorKind", "actorId"]);
computed(AuditEntry, "subjectId", ["subjectType", "subjectId"]);

@Resolver(() => AuditEntry)
export class AuditResolver {
  @Query(() => AuditEntries, {
    description: "What was done in and for the viewer's organisation, newest first; of a client under any id it had.",
  })
  async auditEntries(
    @Args(() => AuditEntriesArgs) args: AuditEntriesArgs,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection> {
    const { since, until } = args;
    const at = { ...(since ? { gte: since } : {}), ...(until ? { lt: until } : {}) };
    const asked = optionalIdOf("client", args.clientId, ["clientId"]);
    const clientId = asked && (await personIds(context, asked));
    return readConnection(context, info, AuditEntry, args, {
      where: { action: args.action ?? undefined, clientId, at },
      orders: { NEWEST: [["at", "DESC"]] },
    });
  }

  @FieldResolver(() => ID, { nullable: true, description: "Of the member or API client; null for the system." })
  actorId(@Root() root: AuditEntry): string | null {
    const prefix = root.actorKind === "person" ? "member" : root.actorKind;
    return root.actorId === null ? null : encodeId(prefix, root.actorId);
  }

  @FieldResolver(() => ID, { nullable: true })
  subjectId(@Root() root: AuditEntry): string | null {
    const prefix = root.subjectType === "membership" ? "member" : root.subjectType;
    return root.subjectId === null ? null : encodeId(prefix, root.subjectId);
  }
}

async function personIds(context: RequestContext, clientId: string): Promise<string[]> {
  const rows = await context.db.readWith<{ id: string }>(actorOf(context), idsOfPerson(clientId));
  return [clientId, ...rows.map((row) => row.id)];
}
