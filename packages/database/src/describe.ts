import type { EntityTarget, ObjectLiteral } from "typeorm";

/**
 * What the read door must know of an entity beyond its columns: the prefix of its ids, the
 * permission a reader needs, inverse lists, which columns a computed field rests on, and fields that SQL answers.
 */
export type EntityClass<E extends ObjectLiteral = ObjectLiteral> = abstract new (...args: never[]) => E;

interface InverseList {
  readonly child: EntityClass;
  /** Property of the child that holds the parent's id. */
  readonly by: string;
  readonly order: Readonly<Record<string, "ASC" | "DESC">>;
  readonly limit: number;
  /** Column that is null on every row the list shows. */
  readonly unless: string | null;
}

interface Description {
  prefix?: string;
  requires?: string;
  viewedBy?: string;
  personalOf?: string;
  continuesAs?: string;
  readonly fields: Map<string, string>;
  readonly references: Map<string, string>;
  readonly computed: Map<string, readonly string[]>;
  readonly answered: Map<string, (row: string) => string>;
  readonly lists: Map<string, InverseList>;
}

const descriptions = new WeakMap<object, Description>();

export function describe(target: object): Description {
  let found = descriptions.get(target);
  if (!found) {
    found = { fields: new Map(), references: new Map(), computed: new Map(), answered: new Map(), lists: new Map() };
    descriptions.set(target, found);
  }
  return found;
}

/**
 * Class decorator: ids of this entity read `prefix_…` outside, and reading it takes this permission.
 * Of a table that two parties see in two shapes, `viewedBy` names the property that holds the
 * organisation this shape is for; the other party does not find the row by it. Of personal details,
 * `personalOf` names the key that tells whose they are: each read of them is audited by that person; where single fields
 * take a permission of their own (`@Requires`), of these alone. Of rows that can become part of another row of their
 * kind, `continuesAs` names the column that holds its id: whoever asks by the old id finds that row.
 */
export function Readable(options: {
  prefix: string;
  requires?: string;
  viewedBy?: string;
  personalOf?: string;
  continuesAs?: string;
}): ClassDecorator {
  return (target) => {
    const description = describe(target);
    description.prefix = options.prefix;
    if (options.requires !== undefined) description.requires = options.requires;
    if (options.viewedBy !== undefined) description.viewedBy = options.viewedBy;
    if (options.personalOf !== undefined) description.personalOf = options.personalOf;
    if (options.continuesAs !== undefined) description.continuesAs = options.continuesAs;
  };
}

/** Property decorator: reading this field takes a permission of its own. */
export function Requires(permission: string): PropertyDecorator {
  return (target, property) => void describe(target.constructor).fields.set(String(property), permission);
}

/** Property decorator: this column holds the id of a record of that kind. */
export function References(prefix: string): PropertyDecorator {
  return (target, property) => void describe(target.constructor).references.set(String(property), prefix);
}

/** Declares a field that a resolver computes, with the properties it needs from the row. */
export function computed<E extends ObjectLiteral>(
  entity: EntityClass<E>,
  field: string,
  needs: readonly (keyof E & string)[],
): void {
  describe(entity).computed.set(field, needs);
}

/** Properties that a computed field needs; none for one that was not declared. */
export function needsOf<E extends ObjectLiteral>(entity: EntityClass<E>, field: string): readonly (keyof E & string)[] {
  return describe(entity).computed.get(field) ?? [];
}

/**
 * Declares a field whose value an SQL expression gives, in the statement that reads the row and under row security.
 * @param expression from the name that the row has in the statement; constant text otherwise
 */
export function answeredBy(entity: EntityClass, field: string, expression: (row: string) => string): void {
  describe(entity).answered.set(field, expression);
}

/**
 * Declares an inverse list, from the child's file: a child knows its parent, never the reverse.
 * @param limit the most rows of the list one answer carries
 * @param unless a column of the child: rows where it is filled, such as voided ones, are left out
 */
export function hasMany<P extends ObjectLiteral, C extends ObjectLiteral>(
  parent: EntityClass<P>,
  field: string,
  child: EntityClass<C>,
  options: {
    by: keyof C & string;
    order: Partial<Record<keyof C & string, "ASC" | "DESC">>;
    limit?: number;
    unless?: keyof C & string;
  },
): void {
  describe(parent).lists.set(field, {
    child,
    by: options.by,
    order: options.order as Record<string, "ASC" | "DESC">,
    limit: options.limit ?? 200,
    unless: options.unless ?? null,
  });
}

export function prefixOf(entity: EntityTarget<ObjectLiteral>): string {
  const prefix = describe(entity as object).prefix;
  if (!prefix) throw new Error(`entity without @Readable: ${String(entity)}`);
  return prefix;
}
