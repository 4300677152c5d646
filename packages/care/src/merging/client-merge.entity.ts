import { DateTime, Node, Readable, References, computed, hasMany } from "@causeway/database";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { Column, Entity, PrimaryColumn } from "typeorm";
import { Client } from "../clients/index.ts";

/** Values of one row that a merge changed, by column, as they were and as they became. */
export interface ChangedRow {
  readonly table: string;
  readonly id: string;
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
}

@Entity("client_merges")
@ObjectType({ implements: Node, description: "Two records of one person made one." })
@Readable({ prefix: "client_merge", requires: "client.read" })
export class ClientMerge {
  @PrimaryColumn({ type: "uuid" })
  @Field(() => ID)
  id: string;

  @Column({ name: "organisation_id", type: "uuid" })
  organisationId: string;

  @Column({ name: "survivor_id", type: "uuid" })
  @References("client")
  @Field(() => ID)
  survivorId: string;

  @Column({ name: "merged_id", type: "uuid" })
  @References("client")
  @Field(() => ID)
  mergedId: string;

  /** Ids of the rows that moved, by `table.column`. */
  @Column({ type: "jsonb" })
  moved: Readonly<Record<string, readonly string[]>>;

  @Column({ type: "jsonb" })
  changed: readonly ChangedRow[];

  /** Details that the survivor lacked and took over, by column. */
  @Column({ type: "text", array: true })
  filled: string[];

  @Column({ name: "override_reason", type: "text", nullable: true })
  @Field(() => String, { nullable: true, description: "Why they are one although their birth dates differ." })
  overrideReason: string | null;

  @Column({ name: "merged_by", type: "uuid", nullable: true })
  @References("member")
  @Field(() => ID, { nullable: true })
  mergedBy: string | null;

  @Column({ name: "merged_at", type: "timestamptz" })
  @Field(() => DateTime)
  mergedAt: Date;

  @Column({ name: "undone_by", type: "uuid", nullable: true })
  @References("member")
  @Field(() => ID, { nullable: true })
  undoneBy: string | null;

  @Column({ name: "undone_at", type: "timestamptz", nullable: true })
  @Field(() => DateTime, { nullable: true })
  undoneAt: Date | null;

  @Column({ type: "integer" })
  @Field(() => Int)
  version: number;
}

computed(ClientMerge, "availableActions", ["undoneAt"]);
hasMany(Client, "merges", ClientMerge, { by: "survivorId", order: { mergedAt: "DESC" }, limit: 20 });
