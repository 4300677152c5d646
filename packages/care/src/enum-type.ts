import { registerEnumType } from "type-graphql";

/** A GraphQL enum of the same words the database keeps. */
export function enumType<const V extends readonly string[]>(
  name: string,
  values: V,
  description?: string,
): { readonly [K in V[number]]: K } {
  const members = Object.fromEntries(values.map((value) => [value, value])) as { readonly [K in V[number]]: K };
  registerEnumType(members, description === undefined ? { name } : { name, description });
  return members;
}
