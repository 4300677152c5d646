import type { GraphQLInputType, GraphQLSchema, OperationDefinitionNode } from "graphql";
import { GraphQLError, coerceInputValue, getNamedType, isInputType, typeFromAST } from "graphql";

/**
 * Refuses variables of the wrong form with the path of the field and the type that is wanted.
 * graphql-js would quote the value, which may be a person's name.
 * @throws GraphQLError BAD_USER_INPUT
 */
export function checkVariables(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): void {
  for (const definition of operation.variableDefinitions ?? []) {
    const name = definition.variable.name.value;
    const type = typeFromAST(schema, definition.type);
    if (!isInputType(type) || !Object.hasOwn(variables, name)) continue;
    const value = variables[name];
    if (value === null || value === undefined) continue;
    coerceInputValue(value, type, (path, _value, error) => {
      const field = [name, ...path.map(String)];
      // "Field "x" is not defined by type": an unknown name, or a missing one. Both are names, not values.
      const naming = /^Field "(\w+)" (?:of required type "[^"]+" was not provided|is not defined by type)/.exec(
        error.message,
      );
      const at = naming?.[1] === undefined ? field : [...field, naming[1]];
      const unknown = naming !== null && error.message.includes("is not defined");
      const wanted = unknown ? "is not a field of this input" : `has to be ${wantedAt(type, path)}`;
      throw new GraphQLError(
        naming && !unknown ? `"${at.join(".")}" has to be given.` : `"${at.join(".")}" ${wanted}.`,
        { nodes: definition, extensions: { code: "BAD_USER_INPUT", field: at, http: { status: 400 } } },
      );
    });
  }
}

function wantedAt(type: GraphQLInputType, path: readonly (string | number)[]): string {
  let named = getNamedType(type);
  for (const step of path) {
    if (typeof step === "number") continue;
    const fields = "getFields" in named ? named.getFields() : {};
    const field = fields[step];
    if (!field) break;
    named = getNamedType(field.type);
  }
  return `a valid ${named.name}`;
}
