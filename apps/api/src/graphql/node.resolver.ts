import type { EntityClass } from "@causeway/database";
import { Node, prefixOf, selectionOf } from "@causeway/database";
import { DomainError, decodeId, kindOfId } from "@causeway/kernel";
import type { GraphQLResolveInfo } from "graphql";
import { isObjectType } from "graphql";
import { Arg, Ctx, ID, Info, Query, Resolver } from "type-graphql";
import { entities } from "../entities.ts";
import type { RequestContext } from "./context.ts";
import { actorOf } from "./context.ts";

let kinds: ReadonlyMap<string, readonly EntityClass[]> | undefined;

/**
 * Kinds of records that have ids of their own: those whose GraphQL type implements Node. A record that
 * two parties see in two shapes has two types under one prefix.
 */
function nodeKinds(info: GraphQLResolveInfo): ReadonlyMap<string, readonly EntityClass[]> {
  if (kinds) return kinds;
  const found = new Map<string, EntityClass[]>();
  for (const entity of entities) {
    const type = info.schema.getType(entity.name);
    if (!isObjectType(type) || !type.getInterfaces().some((face) => face.name === "Node")) continue;
    found.set(prefixOf(entity), [...(found.get(prefixOf(entity)) ?? []), entity]);
  }
  return (kinds = found);
}

@Resolver()
export class NodeResolver {
  @Query(() => Node, {
    nullable: true,
    description: "The record of this id; null when it is missing or not yours, alike.",
  })
  async node(
    @Arg("id", () => ID) id: string,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Record<string, unknown> | null> {
    const actor = actorOf(context);
    const prefix = kindOfId(id);
    const shapes = prefix === null ? undefined : nodeKinds(info).get(prefix);
    if (prefix === null || !shapes)
      throw new DomainError("INVALID", "This is not the id of a record.", { path: ["id"] });
    for (const entity of shapes) {
      const row = await context.db.readOne(actor, entity, selectionOf(info), { id: decodeId(prefix, id) });
      if (row) return { ...row, __typename: entity.name };
    }
    return null;
  }
}
