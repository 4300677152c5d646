import type { Database } from "@causeway/database";
import type { Actor } from "@causeway/kernel";
import { Field, ObjectType } from "type-graphql";

@ObjectType({ description: "A word of a reference list." })
export class Code {
  @Field(() => String)
  code: string;

  @Field(() => String)
  label: string;
}

/** The codes of a list in its order; none where there is no such list. */
export function codesOf(db: Database, actor: Actor, system: string): Promise<Code[]> {
  return db.readWith<Code>(actor, {
    sql: "select code, label from codes where system = $1 order by sort, code",
    values: [system],
  });
}
