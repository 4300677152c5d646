import { DateTime, Readable, References, hasMany } from "@causeway/database";
import { Field, ID, ObjectType } from "type-graphql";
import { Column, Entity, PrimaryColumn } from "typeorm";
import { Client } from "./client.entity.ts";

@Entity("client_external_ids")
@ObjectType({ description: "What another system calls a client." })
@Readable({ prefix: "client_external_id", requires: "client.details.read", personalOf: "clientId" })
export class ClientExternalId {
  @PrimaryColumn({ type: "uuid" })
  @Field(() => ID)
  id: string;

  @Column({ name: "organisation_id", type: "uuid" })
  organisationId: string;

  @Column({ name: "client_id", type: "uuid" })
  @References("client")
  @Field(() => ID)
  clientId: string;

  @Column({ type: "text" })
  @Field(() => String, { description: "Whose id it is, as in `medicaid` or `county-ehr`." })
  system: string;

  @Column({ type: "text" })
  @Field(() => String)
  value: string;

  @Column({ name: "created_at", type: "timestamptz" })
  @Field(() => DateTime)
  createdAt: Date;

  @Column({ name: "removed_at", type: "timestamptz", nullable: true })
  removedAt: Date | null;

  @Column({ type: "integer" })
  version: number;
}

hasMany(Client, "externalIds", ClientExternalId, {
  by: "clientId",
  order: { system: "ASC", value: "ASC" },
  unless: "removedAt",
});
