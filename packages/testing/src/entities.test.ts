import { Column, Entity, PrimaryColumn } from "typeorm";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { entityDrift } from "./entities.ts";
import { cloneDatabase } from "./postgres.ts";

@Entity("boats")
class Boat {
  @PrimaryColumn({ type: "uuid" }) id!: string;
  @Column({ type: "text" }) name!: string;
  @Column({ type: "text", nullable: true }) harbour!: string | null;
  @Column({ type: "numeric", precision: 5, scale: 2 }) length!: string;
  @Column({ type: "text", array: true }) flags!: string[];
  @Column({ name: "launched_at", type: "timestamptz" }) launchedAt!: Date;
}

@Entity("boats")
class WrongBoat {
  @PrimaryColumn({ type: "uuid" }) id!: string;
  @Column({ type: "integer" }) name!: number;
  @Column({ type: "text" }) harbour!: string;
  @Column({ type: "text", nullable: true, array: true }) flags!: string[] | null;
  @Column({ type: "text" }) captain!: string;
  @Column({ name: "launched_at", type: "timestamptz" }) launchedAt!: Date;
}

@Entity("ghosts")
class Ghost {
  @PrimaryColumn({ type: "uuid" }) id!: string;
}

const database = await cloneDatabase();
afterAll(() => database.drop());
beforeAll(async () => {
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  await client.query(`create table boats (id uuid primary key, name text not null, harbour text,
    length numeric(5,2) not null, flags text[] not null, launched_at timestamptz not null,
    serial int not null generated always as identity, crew int not null default 1)`);
  await client.end();
});

test("entities that agree with their tables are left in peace", async () => {
  expect(await entityDrift([Boat], database.ownerUrl)).toEqual({ columns: 6, findings: [] });
});

test("a wrong type, wrong nullability either way, and columns missing on either side are found", async () => {
  const { findings } = await entityDrift([WrongBoat, Ghost], database.ownerUrl);
  expect(findings.toSorted()).toEqual([
    "Ghost: there is no table ghosts",
    "WrongBoat.captain (boats.captain): there is no such column",
    "WrongBoat.flags (boats.flags): declared nullable, in the table not null",
    "WrongBoat.harbour (boats.harbour): may be null in the table, not as declared",
    "WrongBoat.name (boats.name): declared integer, in the table text",
    "WrongBoat: boats.length must be filled and is not declared",
  ]);
});
