import { registerEnumType } from "type-graphql";

/**
 * A GraphQL enum of the words the database keeps. Names of commands and fields (`approvePartly`) are written as
 * enum values are (`APPROVE_PARTLY`); to the code behind they stay what they are.
 */
export function enumType<const V extends readonly string[]>(
  name: string,
  values: V,
  description?: string,
): { readonly [K in V[number]]: K } {
  const written = (value: string): string => value.replace(/(?<=[a-z])(?=[A-Z])/g, "_").toUpperCase();
  const members = Object.fromEntries(values.map((value) => [written(value), value])) as {
    readonly [K in V[number]]: K;
  };
  registerEnumType(members, description === undefined ? { name } : { name, description });
  return members;
}
