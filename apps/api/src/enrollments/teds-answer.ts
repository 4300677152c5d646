import type { TedsRecord } from "@causeway/care";
import { Field, ObjectType } from "type-graphql";

@ObjectType({ description: "An answer of a TEDS record, as it was given." })
export class TedsAnswer {
  @Field(() => String)
  field: string;

  @Field(() => String, { nullable: true })
  value: string | null;
}

export function answersOf(record: TedsRecord): TedsAnswer[] {
  return Object.entries(record).map(([field, value]) => ({ field, value: value === null ? null : String(value) }));
}
