import type { EntityClass } from "@causeway/database";
import { computed, needsOf } from "@causeway/database";
import type { Permission } from "@causeway/identity";
import { can } from "@causeway/identity";
import type { Actor } from "@causeway/kernel";
import type { ClassType } from "type-graphql";
import { Field, ObjectType } from "type-graphql";

/** A permission, or an action where the record's state decides as well. */
type AccessRule = Permission | { readonly action: string };

interface AccessOf {
  readonly type: ClassType;
  /**
   * What this actor may do with one record.
   * @param actions its `availableActions`, so that no rule of a state is written twice
   */
  of(actor: Actor, actions?: readonly string[]): Readonly<Record<string, boolean>>;
}

/** The action that a flag stands for, by its name among `availableActions`. */
export function action(name: string): AccessRule {
  return { action: name };
}

/**
 * The type of a record's `access`: one flag for each thing a person may or may not do with it.
 * @example
 * const ClientAccess = accessType(Client, { canSeeDetails: "client.details.read", canUpdate: action("updateClient") })
 */
export function accessType(entity: EntityClass, rules: Readonly<Record<`can${string}`, AccessRule>>): AccessOf {
  class Access {
    [flag: string]: boolean;
  }
  const flags = Object.entries(rules);
  for (const [flag, rule] of flags) {
    const description =
      typeof rule === "string" ? `By the permission ${rule}.` : `Whether "${rule.action}" is among availableActions.`;
    Field(() => Boolean, { description })(Access.prototype, flag);
  }
  ObjectType(`${entity.name}Access`, { description: "What the viewer may do with this record." })(Access);
  // Answered from the same columns, as it is from the same function.
  computed(entity, "access", needsOf(entity, "availableActions"));
  return {
    type: Access,
    of: (actor, actions = []) =>
      Object.fromEntries(
        flags.map(([flag, rule]) => [
          flag,
          typeof rule === "string" ? can(actor, rule) : actions.includes(rule.action),
        ]),
      ),
  };
}
