import type { Actor } from "@causeway/kernel";
import { DomainError, encodeId, holds } from "@causeway/kernel";
import type { DataSource, EntityMetadata } from "typeorm";
import type { EntityClass } from "./describe.ts";
import { describe } from "./describe.ts";
import type { Selection } from "./selection.ts";

/** A value, a list of values (any of), null, or bounds. Property names are those of the entity. */
export type Condition =
  | string
  | number
  | boolean
  | null
  | readonly (string | number)[]
  | { readonly gte?: string | Date; readonly lt?: string | Date };
export type Where = Readonly<Record<string, Condition | undefined>>;
export type Order = readonly (readonly [property: string, direction: "ASC" | "DESC"])[];

export interface PageQuery {
  readonly where?: Where;
  /** From the caller's allow-list; the id is added as tie-breaker. */
  readonly order?: Order;
  /** Rows wanted; 1 to 200. */
  readonly limit: number;
  /** Values of the order's columns at the row to start after. */
  readonly after?: readonly (string | number | null)[];
  /** Walk against the order; the answer is turned back. */
  readonly backwards?: boolean;
}

export interface Plan {
  readonly sql: string;
  readonly values: unknown[];
  /** Which personal details are asked for, and whose were answered: filled as rows are presented. */
  readonly personal: { readonly fields: ReadonlySet<string>; readonly persons: ReadonlySet<string> };
  /** Turns a row as read into what the GraphQL face answers: ids as TypeIDs. */
  readonly present: (row: Record<string, unknown>) => Record<string, unknown>;
  readonly order: Order;
}

/**
 * One statement for the asked columns and relations of an entity, to any depth.
 * Permissions are decided here, before any SQL runs.
 */
export class Planner {
  readonly #source: DataSource;

  constructor(source: DataSource) {
    this.#source = source;
  }

  page(actor: Actor, entity: EntityClass, selection: Selection, query: PageQuery): Plan {
    const builder = new Builder(this.#source, actor);
    const metadata = this.#source.getMetadata(entity);
    const order = withTieBreaker(metadata, query.order ?? []);
    const alias = builder.alias();
    const present = builder.select(metadata, alias, selection, []);
    const conditions = [...builder.viewer(metadata, alias), ...builder.where(metadata, alias, query.where ?? {})];
    if (query.after) conditions.push(builder.keyset(metadata, alias, order, query.after, query.backwards ?? false));
    const direction = (d: "ASC" | "DESC"): string => (query.backwards ? (d === "ASC" ? "DESC" : "ASC") : d);
    const keys = order.map(([property], i) => `${alias}.${column(metadata, property)}::text as "$${i}"`);
    const orderBy = order.map(([property, d]) => `${alias}.${column(metadata, property)} ${direction(d)}`);
    // As JSON at every depth, so that a date is the same text whether it is asked for at the top or below.
    const sql =
      `select ${[`(select row_to_json(r) from (select ${present.columns.join(", ")}) r) as "row"`, ...keys].join(", ")} from ${metadata.tableName} ${alias}` +
      `${conditions.length ? ` where ${conditions.join(" and ")}` : ""} order by ${orderBy.join(", ")} limit ${builder.value(query.limit)}`;
    return { sql, values: builder.values, personal: builder.personal, present: present.row, order };
  }

  count(actor: Actor, entity: EntityClass, where: Where): { sql: string; values: unknown[] } {
    const builder = new Builder(this.#source, actor);
    const metadata = this.#source.getMetadata(entity);
    builder.permit(metadata, []);
    const conditions = [...builder.viewer(metadata, "t0"), ...builder.where(metadata, "t0", where)];
    return {
      sql: `select count(*)::int as total from ${metadata.tableName} t0${conditions.length ? ` where ${conditions.join(" and ")}` : ""}`,
      values: builder.values,
    };
  }
}

/** Beside the columns of a row: the client it belongs to. */
const PERSON = "$person";

type Present = (row: Record<string, unknown>) => Record<string, unknown>;

class Builder {
  readonly values: unknown[] = [];
  readonly personal = { fields: new Set<string>(), persons: new Set<string>() };
  readonly #source: DataSource;
  readonly #actor: Actor;
  #aliases = 0;

  constructor(source: DataSource, actor: Actor) {
    this.#source = source;
    this.#actor = actor;
  }

  alias(): string {
    return `t${this.#aliases++}`;
  }

  value(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }

  permit(metadata: EntityMetadata, path: readonly string[], field?: string): void {
    const description = describe(metadata.target as object);
    const needed = field === undefined ? description.requires : description.fields.get(field);
    if (needed !== undefined && !holds(this.#actor, needed)) {
      throw new DomainError("FORBIDDEN", `This needs the permission "${needed}".`, {
        path: field === undefined ? path : [...path, field],
      });
    }
  }

  select(
    metadata: EntityMetadata,
    alias: string,
    selection: Selection,
    path: readonly string[],
    /** Whether the row above is of the same person, and so already noted. */
    within = false,
  ): { columns: string[]; row: Present } {
    this.permit(metadata, path);
    const person = personKnown(this.#source, metadata, alias);
    const itself = person?.sql === `${alias}.id`;
    const noting = person !== undefined && (!within || itself);
    const description = describe(metadata.target as object);
    const properties = new Set<string>(metadata.primaryColumns.map((primary) => primary.propertyName));
    if (description.personalOf !== undefined) properties.add(description.personalOf);
    const answered = new Set<string>();
    const columns: string[] = [];
    const nested: [field: string, many: boolean, row: Present][] = [];
    for (const field of Object.keys(selection)) {
      this.permit(metadata, path, field);
      const below = selection[field] ?? {};
      const relation = metadata.findRelationWithPropertyPath(field);
      const list = description.lists.get(field);
      if (relation) {
        const join = relation.joinColumns.at(-1);
        const inner = this.alias();
        const part = this.select(relation.inverseEntityMetadata, inner, below, [...path, field], person?.certain);
        const [own, other] = join
          ? [`${alias}.${join.databaseName}`, join.referencedColumn?.databaseName ?? "id"]
          : [
              `${alias}.${metadata.primaryColumns[0]?.databaseName}`,
              relation.inverseRelation?.joinColumns.at(-1)?.databaseName ?? "id",
            ];
        columns.push(
          `(select row_to_json(r) from (select ${part.columns.join(", ")} from ${relation.inverseEntityMetadata.tableName} ${inner} where ${[`${inner}.${other} = ${own}`, ...this.viewer(relation.inverseEntityMetadata, inner)].join(" and ")}) r) as "${field}"`,
        );
        nested.push([field, false, part.row]);
      } else if (list) {
        const child = this.#source.getMetadata(list.child);
        const inner = this.alias();
        const part = this.select(child, inner, below, [...path, field], person?.certain);
        const order = withTieBreaker(child, Object.entries(list.order)).map(
          ([property, d]) => `${inner}.${column(child, property)} ${d}`,
        );
        const shown = [
          `${inner}.${column(child, list.by)} = ${alias}.${metadata.primaryColumns[0]?.databaseName}`,
          ...(list.unless === null ? [] : [`${inner}.${column(child, list.unless)} is null`]),
          ...this.viewer(child, inner),
        ];
        columns.push(
          `(select coalesce(json_agg(row_to_json(r)), '[]') from (select ${part.columns.join(", ")} from ${child.tableName} ${inner}` +
            ` where ${shown.join(" and ")} order by ${order.join(", ")} limit ${list.limit}) r) as "${field}"`,
        );
        nested.push([field, true, part.row]);
      }
      for (const need of [field, ...(description.computed.get(field) ?? [])]) {
        if (description.answered.has(need)) answered.add(need);
        else if (metadata.findColumnWithPropertyName(need)) properties.add(need);
      }
    }
    for (const field of answered) columns.push(`(${description.answered.get(field)?.(alias)}) as "${field}"`);
    const { personalOf } = description;
    const personal = personalOf === undefined ? [] : personalAmong(description.fields, Object.keys(selection));
    if (personalOf !== undefined && personal.length > 0) properties.add(personalOf);
    for (const property of properties) columns.push(`${alias}.${column(metadata, property)} as "${property}"`);
    if (noting) columns.push(`${person.sql} as "${PERSON}"`);
    const row = presenter(metadata, new Set([...properties, ...answered]), nested);
    if (!noting && personal.length === 0) return { columns, row };
    for (const field of personal) this.personal.fields.add(field);
    if (noting && description.prefix !== undefined) this.personal.fields.add(description.prefix);
    const noted: Present = (read) => {
      const whose = [
        noting ? read[PERSON] : null,
        personalOf !== undefined && personal.length > 0 ? read[personalOf] : null,
      ];
      for (const id of whose) if (typeof id === "string") this.personal.persons.add(id);
      delete read[PERSON];
      return row(read);
    };
    return { columns, row: noted };
  }

  /** Of a table that two parties see in two shapes: the rows that this shape is for. */
  viewer(metadata: EntityMetadata, alias: string): string[] {
    const { viewedBy } = describe(metadata.target as object);
    return viewedBy === undefined
      ? []
      : [`${alias}.${column(metadata, viewedBy)} = ${this.value(this.#actor.organisationId)}`];
  }

  where(metadata: EntityMetadata, alias: string, where: Where): string[] {
    return Object.entries(where).flatMap(([property, condition]) => {
      if (condition === undefined) return [];
      const name = `${alias}.${column(metadata, property)}`;
      if (condition === null) return [`${name} is null`];
      if (Array.isArray(condition)) return [`${name} = any(${this.value(condition)})`];
      if (typeof condition === "object") {
        const { gte, lt } = condition as { gte?: string | Date; lt?: string | Date };
        return [
          ...(gte === undefined ? [] : [`${name} >= ${this.value(gte)}`]),
          ...(lt === undefined ? [] : [`${name} < ${this.value(lt)}`]),
        ];
      }
      return [`${name} = ${this.#goingOn(metadata, property, this.value(condition))}`];
    });
  }

  /** The row that an id stands for now, where rows of its kind can become part of another (`continuesAs`). */
  #goingOn(metadata: EntityMetadata, property: string, id: string): string {
    const { prefix, references } = describe(metadata.target as object);
    const kind = property === "id" ? prefix : references.get(property);
    const target = kind === undefined ? undefined : continuing(this.#source, kind);
    if (!target) return id;
    return `coalesce((select s.${column(target.metadata, target.continuesAs)} from ${target.metadata.tableName} s where s.id = ${id}::uuid), ${id}::uuid)`;
  }

  /** Rows after the given key, also where an ordering column is null (nulls are last ascending, first descending, as in Postgres). */
  keyset(
    metadata: EntityMetadata,
    alias: string,
    order: Order,
    after: readonly (string | number | null)[],
    backwards: boolean,
  ): string {
    if (after.length !== order.length)
      throw new DomainError("INVALID", "This cursor does not belong to this list.", { path: ["after"] });
    const alternatives: string[] = [];
    const equal: string[] = [];
    order.forEach(([property, direction], i) => {
      const name = `${alias}.${column(metadata, property)}`;
      const type = columnType(metadata, property);
      const ascending = (direction === "ASC") !== backwards;
      const key = after[i] ?? null;
      if (key === null) {
        if (!ascending) alternatives.push([...equal, `${name} is not null`].join(" and "));
        equal.push(`${name} is null`);
      } else {
        const parameter = `${this.value(key)}::${type}`;
        const beyond = ascending ? `(${name} > ${parameter} or ${name} is null)` : `${name} < ${parameter}`;
        alternatives.push(
          [...equal, nullable(metadata, property) ? beyond : `${name} ${ascending ? ">" : "<"} ${parameter}`].join(
            " and ",
          ),
        );
        equal.push(`${name} = ${parameter}`);
      }
    });
    return `(${alternatives.map((alternative) => `(${alternative})`).join(" or ")})`;
  }
}

/** Where fields take a permission of their own, these are the personal ones; else all are. */
function personalAmong(guarded: ReadonlyMap<string, string>, asked: readonly string[]): readonly string[] {
  return guarded.size === 0 ? asked : asked.filter((field) => guarded.has(field));
}

/** Ids leave as TypeIDs: the entity's own, and each column that references another kind. */
function presenter(
  metadata: EntityMetadata,
  properties: ReadonlySet<string>,
  nested: readonly [string, boolean, Present][],
): Present {
  const description = describe(metadata.target as object);
  const ids: [string, string][] = [];
  for (const property of properties) {
    const prefix = property === "id" ? description.prefix : description.references.get(property);
    if (prefix) ids.push([property, prefix]);
  }
  return (row) => {
    for (const [property, prefix] of ids) {
      const value = row[property];
      if (typeof value === "string") row[property] = encodeId(prefix, value);
    }
    for (const [field, many, present] of nested) {
      const value = row[field];
      if (many) for (const item of value as Record<string, unknown>[]) present(item);
      else if (value) present(value as Record<string, unknown>);
    }
    return row;
  };
}

function withTieBreaker(metadata: EntityMetadata, order: Order): Order {
  const primary = metadata.primaryColumns[0]?.propertyName ?? "id";
  return order.some(([property]) => property === primary) ? order : [...order, [primary, order.at(-1)?.[1] ?? "ASC"]];
}

function find(metadata: EntityMetadata, property: string): EntityMetadata["columns"][number] {
  const found = metadata.findColumnWithPropertyName(property);
  if (!found) throw new Error(`${metadata.name} has no column ${property}`);
  return found;
}

interface Person {
  readonly sql: string;
  /** Whether every row has one, so that what hangs on the row need not be asked again. */
  readonly certain: boolean;
}

/** Found once for each entity: the roads are the same for every statement, but for the row's name. */
const people = new WeakMap<EntityMetadata, Person | null>();
const ROW = "$row";

function personKnown(source: DataSource, metadata: EntityMetadata, alias: string): Person | undefined {
  let person = people.get(metadata);
  if (person === undefined) people.set(metadata, (person = personOf(source, metadata, ROW) ?? null));
  return person ? { ...person, sql: person.sql.replaceAll(ROW, alias) } : undefined;
}

/**
 * SQL that names the client a row belongs to: itself, the one it refers to, or the one of a row above it. Undefined for
 * what belongs to nobody, and for the audit, which would grow by every look at it.
 */
function personOf(source: DataSource, metadata: EntityMetadata, alias: string, above = 0): Person | undefined {
  const { prefix, references, answered } = describe(metadata.target as object);
  if (prefix === "client") return { sql: `${alias}.${metadata.primaryColumns[0]?.databaseName}`, certain: true };
  const said = answered.get("clientId");
  if (said) return { sql: `(${said(alias)})`, certain: false };
  if (prefix === "audit" || prefix === undefined || above > 3) return undefined;
  for (const [property, kind] of references)
    if (kind === "client")
      return { sql: `${alias}.${column(metadata, property)}`, certain: !nullable(metadata, property) };
  const roads = [...references].toSorted((a, b) => Number(b[1] === "enrollment") - Number(a[1] === "enrollment"));
  for (const [property, kind] of roads) {
    if (kind === prefix) continue;
    const target = source.entityMetadatas.find((one) => describe(one.target as object).prefix === kind);
    if (!target) continue;
    const upper = `${alias}${above}`;
    const person = personOf(source, target, upper, above + 1);
    const primary = target.primaryColumns[0]?.databaseName;
    if (person !== undefined)
      return {
        sql: `(select ${person.sql} from ${target.tableName} ${upper} where ${upper}.${primary} = ${alias}.${column(metadata, property)})`,
        certain: person.certain && !nullable(metadata, property),
      };
  }
  return undefined;
}

/** The kind of record of this prefix, where its ids may go on in another row. */
function continuing(
  source: DataSource,
  prefix: string,
): { readonly metadata: EntityMetadata; readonly continuesAs: string } | undefined {
  for (const metadata of source.entityMetadatas) {
    const description = describe(metadata.target as object);
    if (description.prefix === prefix && description.continuesAs !== undefined)
      return { metadata, continuesAs: description.continuesAs };
  }
  return undefined;
}

const column = (metadata: EntityMetadata, property: string): string => find(metadata, property).databaseName;
const nullable = (metadata: EntityMetadata, property: string): boolean => find(metadata, property).isNullable;

function columnType(metadata: EntityMetadata, property: string): string {
  const { type } = find(metadata, property);
  return typeof type === "string" ? type : "text";
}
