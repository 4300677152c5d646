import { Field, ID, InterfaceType } from "type-graphql";

/** Any record that `node(id)` finds. Entities with a page of their own implement it. */
@InterfaceType("Node", { resolveType: (value: { __typename: string }) => value.__typename })
export abstract class Node {
  @Field(() => ID)
  id: string;
}
