import type { EntityClass, Order, Page, PageQuery, Selection, Where } from "@causeway/database";
import { selectionOf } from "@causeway/database";
import type { DomainError } from "@causeway/kernel";
import { invalid } from "@causeway/kernel";
import type { GraphQLResolveInfo } from "graphql";
import type { ClassType } from "type-graphql";
import { ArgsType, Field, Int, ObjectType } from "type-graphql";
import type { RequestContext } from "./context.ts";
import { actorOf } from "./context.ts";

export const DEFAULT_PAGE = 20;
export const LARGEST_PAGE = 100;

@ObjectType("PageInfo")
export class PageInfo {
  @Field(() => Boolean)
  hasNextPage: boolean;

  @Field(() => Boolean)
  hasPreviousPage: boolean;

  @Field(() => String, { nullable: true })
  startCursor: string | null;

  @Field(() => String, { nullable: true })
  endCursor: string | null;
}

/** Extend it for filters: `@ArgsType() class ReferralsArgs extends ConnectionArgs { ... }`. */
@ArgsType()
export class ConnectionArgs {
  @Field(() => Int, { nullable: true, description: `Rows wanted, 1 to ${LARGEST_PAGE}; ${DEFAULT_PAGE} unless given.` })
  first?: number | null;

  @Field(() => String, { nullable: true })
  after?: string | null;

  @Field(() => Int, { nullable: true })
  last?: number | null;

  @Field(() => String, { nullable: true })
  before?: string | null;
}

export interface Connection {
  readonly edges: readonly { cursor: string; node: Record<string, unknown> }[];
  readonly nodes: readonly Record<string, unknown>[];
  readonly pageInfo: PageInfo;
  readonly totalCount: number | null;
}

const made = new Map<EntityClass, ClassType<Connection>>();

/** The Relay connection over an entity: `ReferralConnection` and `ReferralEdge`, made once. */
export function connectionType(entity: EntityClass, name: string = entity.name): ClassType<Connection> {
  const known = made.get(entity);
  if (known) return known;
  const node = (): ClassType => entity as unknown as ClassType;
  class Edge {
    cursor: string;
    node: unknown;
  }
  Field(() => String)(Edge.prototype, "cursor");
  Field(node)(Edge.prototype, "node");
  ObjectType(`${name}Edge`)(Edge);
  class ConnectionOf {
    edges: unknown;
  }
  Field(() => [Edge])(ConnectionOf.prototype, "edges");
  Field(() => [node()])(ConnectionOf.prototype, "nodes");
  Field(() => PageInfo)(ConnectionOf.prototype, "pageInfo");
  Field(() => Int, { nullable: true, description: "Counted only when asked for." })(
    ConnectionOf.prototype,
    "totalCount",
  );
  ObjectType(`${name}Connection`)(ConnectionOf);
  made.set(entity, ConnectionOf as ClassType<Connection>);
  return ConnectionOf as ClassType<Connection>;
}

export interface ConnectionOptions {
  readonly where?: Where;
  /** The allow-list of orders, by the name the caller gives. */
  readonly orders: Readonly<Record<string, Order>>;
  /** One of `orders`; the first one unless given. */
  readonly order?: string | null | undefined;
  /** Where reading is an act of its own, such as a disclosure: the service that answers the page, and the count. */
  readonly read?: {
    page(query: Pick<PageQuery, "limit" | "after" | "backwards">): Promise<Page>;
    count(): Promise<number>;
  };
}

/**
 * A page of an entity by the asked selection, in one statement. Cursors hold the ordering keys of
 * their row, so a page stays where it is while rows come and go.
 * @throws DomainError INVALID for a page size or cursor that does not belong here
 */
export async function readConnection(
  context: RequestContext,
  info: GraphQLResolveInfo,
  entity: EntityClass,
  args: ConnectionArgs,
  options: ConnectionOptions,
): Promise<Connection> {
  const actor = actorOf(context);
  const name = options.order ?? Object.keys(options.orders)[0] ?? "";
  const order = Object.hasOwn(options.orders, name) ? options.orders[name] : undefined;
  if (!order) throw invalid("orderBy", "There is no such order.");
  const backwards = args.last !== null && args.last !== undefined;
  const limit = pageSize(args, backwards);
  const cursor = backwards ? args.before : args.after;
  const after = cursor ? readCursor(cursor, name, backwards ? "before" : "after") : undefined;
  const where = options.where ?? {};
  const asked = selectionOf(info);
  const selection = mergeSelections(asked["edges"]?.["node"] ?? {}, asked["nodes"] ?? {});
  const query = { limit, backwards, ...(after ? { after } : {}) };
  const { read } = options;
  const [page, totalCount] = await Promise.all([
    read ? read.page(query) : context.db.readPage(actor, entity, selection, { where, order, ...query }),
    "totalCount" in asked ? (read ? read.count() : context.db.readCount(actor, entity, where)) : null,
  ]);
  const edges = page.rows.map((node, i) => ({ node, cursor: writeCursor(name, page.keys[i] ?? []) }));
  const beyond = cursor !== null && cursor !== undefined;
  return {
    edges,
    nodes: page.rows,
    totalCount,
    pageInfo: {
      hasNextPage: backwards ? beyond : page.hasMore,
      hasPreviousPage: backwards ? page.hasMore : beyond,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

function pageSize(args: ConnectionArgs, backwards: boolean): number {
  if (backwards && args.first !== null && args.first !== undefined) throw invalid("last", "Give either first or last.");
  const size = (backwards ? args.last : args.first) ?? DEFAULT_PAGE;
  if (size < 1 || size > LARGEST_PAGE) {
    throw invalid(backwards ? "last" : "first", `A page has 1 to ${LARGEST_PAGE} rows.`);
  }
  return size;
}

function writeCursor(order: string, keys: readonly (string | null)[]): string {
  return Buffer.from(JSON.stringify([order, ...keys])).toString("base64url");
}

function readCursor(cursor: string, order: string, path: string): (string | null)[] {
  const wrong = (): DomainError => invalid(path, "This cursor does not belong to this list.");
  let parsed: unknown;
  try {
    parsed = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
  } catch {
    throw wrong();
  }
  if (!Array.isArray(parsed) || parsed[0] !== order) throw wrong();
  const keys = parsed.slice(1) as unknown[];
  if (!keys.every((key) => key === null || typeof key === "string")) throw wrong();
  return keys as (string | null)[];
}

export function mergeSelections(one: Selection, other: Selection): Selection {
  const merged: Record<string, Selection> = { ...one };
  for (const [field, below] of Object.entries(other)) merged[field] = mergeSelections(merged[field] ?? {}, below);
  return merged;
}
