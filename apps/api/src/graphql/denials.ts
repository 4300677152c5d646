import type { ApolloServerPlugin } from "@apollo/server";
import { DomainError } from "@causeway/kernel";
import type { OperationDefinitionNode } from "graphql";
import type { RequestContext } from "./context.ts";
import { causeOf } from "./errors.ts";

/** Keeps that a query was refused for want of a permission; mutations keep their own refusals. */
export function keepDenials<C extends RequestContext>(): ApolloServerPlugin<C> {
  return {
    async requestDidStart() {
      return {
        async didEncounterErrors({ errors, operation, contextValue }) {
          const { actor, db } = contextValue;
          if (!actor || operation?.operation !== "query" || !errors.some(isRefusal)) return;
          await db.recordDenial(actor, { action: fieldsOf(operation), subjectType: "query", reason: "FORBIDDEN" });
        },
      };
    },
  };
}

function isRefusal(error: unknown): boolean {
  const cause = causeOf(error);
  return cause instanceof DomainError && cause.code === "FORBIDDEN";
}

/** What was asked, by the schema's own names: an alias is text of the caller's. */
function fieldsOf({ selectionSet }: OperationDefinitionNode): string {
  const names = selectionSet.selections.map((one) => (one.kind === "Field" ? one.name.value : "fragment"));
  return `query.${[...new Set(names)].slice(0, 10).join(",")}`;
}
