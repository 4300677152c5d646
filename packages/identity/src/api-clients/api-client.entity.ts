import { DateTime, Node, Readable, References, hasMany } from "@causeway/database";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { Column, Entity, PrimaryColumn } from "typeorm";

/** A program of an organisation that acts for it, under scopes. */
@Entity("api_clients")
@ObjectType("ApiClient", { implements: Node })
@Readable({ prefix: "api_client", requires: "api_client.manage" })
export class ApiClient {
  @PrimaryColumn({ type: "uuid" })
  @Field(() => ID)
  id: string;

  @Column({ name: "organisation_id", type: "uuid" })
  @References("organisation")
  organisationId: string;

  @Column({ type: "text" })
  @Field(() => String)
  name: string;

  @Column({ type: "text", array: true })
  @Field(() => [String], { description: "Permissions it holds, by the names of the permission table." })
  scopes: string[];

  @Column({ name: "created_by", type: "uuid" })
  @References("member")
  createdBy: string;

  @Column({ name: "created_at", type: "timestamptz" })
  @Field(() => DateTime)
  createdAt: Date;

  @Column({ name: "revoked_at", type: "timestamptz", nullable: true })
  @Field(() => DateTime, { nullable: true })
  revokedAt: Date | null;

  @Column({ type: "integer" })
  @Field(() => Int)
  version: number;
}

/** A key of an API client, as its organisation sees it: the key itself was shown once, and its hash is not read. */
@Entity("api_keys")
@ObjectType("ApiKey")
@Readable({ prefix: "api_key", requires: "api_client.manage" })
export class ApiKey {
  @PrimaryColumn({ type: "uuid" })
  @Field(() => ID)
  id: string;

  @Column({ name: "organisation_id", type: "uuid" })
  organisationId: string;

  @Column({ name: "api_client_id", type: "uuid" })
  @References("api_client")
  apiClientId: string;

  /** Written once and read by the authenticator alone. */
  @Column({ name: "key_hash", type: "bytea", select: false })
  keyHash: Buffer;

  @Column({ name: "last_four", type: "text" })
  @Field(() => String)
  lastFour: string;

  @Column({ name: "created_at", type: "timestamptz" })
  @Field(() => DateTime)
  createdAt: Date;

  @Column({ name: "expires_at", type: "timestamptz" })
  @Field(() => DateTime)
  expiresAt: Date;

  @Column({ name: "last_used_at", type: "timestamptz", nullable: true })
  @Field(() => DateTime, { nullable: true, description: "To the minute." })
  lastUsedAt: Date | null;

  @Column({ name: "revoked_at", type: "timestamptz", nullable: true })
  @Field(() => DateTime, { nullable: true })
  revokedAt: Date | null;
}

hasMany(ApiClient, "keys", ApiKey, { by: "apiClientId", order: { createdAt: "DESC" }, limit: 20 });
