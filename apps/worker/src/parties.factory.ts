import { randomUUID } from "node:crypto";
import { migrateJobs } from "@causeway/jobs";
import { readConfig, type Config } from "@causeway/kernel";
import type { DatabaseClone } from "@causeway/testing";
import pg from "pg";

/** Two organisations with members and a referral between them, laid down as rows: what the worker's tests start from. */
export interface Parties {
  readonly sender: string;
  readonly receiver: string;
  readonly stranger: string;
  readonly referralId: string;
  readonly recipientId: string;
  readonly number: string;
  /** Membership ids of the receiver by role. */
  readonly receivers: Readonly<Record<string, string>>;
  readonly senders: Readonly<Record<string, string>>;
}

const ROLES = ["OWNER", "ADMIN", "INTAKE", "CLINICIAN"];
const NUMBER = "R-7KQ2-M4TD";

/** Settings of a deployment on this database. */
export function configFor(clone: DatabaseClone, extra: Record<string, string> = {}): Config {
  return readConfig({
    NODE_ENV: "test",
    DATABASE_URL: clone.urls.app,
    DATABASE_RELAY_URL: clone.urls.relay,
    DATABASE_AUTHENTICATOR_URL: clone.urls.authenticator,
    CAUSEWAY_SECRET: clone.secret.padEnd(32, "-"),
    PUBLIC_URL: "https://app.example.org",
    LOG_LEVEL: "error",
    ...extra,
  });
}

export async function prepareJobs(clone: DatabaseClone): Promise<void> {
  await migrateJobs(clone.ownerUrl, { role: "causeway_relay" });
}

export async function ask<R extends object>(clone: DatabaseClone, sql: string, values: unknown[] = []): Promise<R[]> {
  const client = new pg.Client({ connectionString: clone.adminUrl });
  await client.connect();
  try {
    return (await client.query<R & pg.QueryResultRow>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

export async function makeParties(clone: DatabaseClone): Promise<Parties> {
  const at = "2026-03-02T15:00:00Z";
  const client = new pg.Client({ connectionString: clone.adminUrl });
  await client.connect();
  const add = (table: string, row: Record<string, unknown>) =>
    client.query(
      `insert into ${table} (${Object.keys(row).join(", ")}) values (${Object.keys(row)
        .map((_, i) => `$${i + 1}`)
        .join(", ")})`,
      Object.values(row),
    );
  const organisation = async (alias: string) => {
    const id = randomUUID();
    await add("organisations", {
      id,
      name: `${alias} Recovery Center`,
      status: "ONBOARDING",
      time_zone: "America/New_York",
      sender_alias: alias,
      created_at: at,
    });
    const members: Record<string, string> = {};
    for (const role of ROLES) {
      const person = randomUUID();
      members[role] = randomUUID();
      const email = `${role.toLowerCase()}@${alias.toLowerCase()}.example`;
      await add("people", { id: person, email: `${id}.${email}`, created_at: at });
      await add("memberships", {
        id: members[role],
        organisation_id: id,
        person_id: person,
        display_name: role,
        email,
        role,
        status: "ACTIVE",
        joined_at: at,
      });
    }
    return { id, members };
  };
  try {
    const sender = await organisation("Harbour");
    const receiver = await organisation("Meadow");
    const stranger = await organisation("Quarry");
    const ids = {
      site: randomUUID(),
      program: randomUUID(),
      client: randomUUID(),
      referral: randomUUID(),
      recipient: randomUUID(),
    };
    await add("sites", {
      id: ids.site,
      organisation_id: receiver.id,
      name: "North",
      time_zone: "America/New_York",
      created_at: at,
    });
    await add("programs", {
      id: ids.program,
      organisation_id: receiver.id,
      site_id: ids.site,
      name: "P",
      edition: "ASAM3",
      level_code: "2.1",
      state: "ACTIVE",
      capacity: 5,
      created_at: at,
    });
    await add("clients", { id: ids.client, organisation_id: sender.id, created_at: at });
    await add("referrals", {
      id: ids.referral,
      organisation_id: sender.id,
      number: NUMBER,
      client_id: ids.client,
      edition: "ASAM3",
      level_code: "2.1",
      reason: "x",
      urgency: "URGENT",
      mode: "FIRST_ACCEPT",
      disclosure: "TWO_STAGE",
      state: "OPEN",
      categories: ["DEMOGRAPHICS"],
      created_by: sender.members["CLINICIAN"],
      created_at: at,
    });
    await add("referral_recipients", {
      id: ids.recipient,
      referral_id: ids.referral,
      sender_organisation_id: sender.id,
      recipient_organisation_id: receiver.id,
      program_id: ids.program,
      wave: 1,
      number: NUMBER,
      state: "SENT",
      sent_at: at,
      edition: "ASAM3",
      level_code: "2.1",
      urgency: "URGENT",
      mode: "FIRST_ACCEPT",
      age_band: "26-35",
      created_at: at,
    });
    return {
      sender: sender.id,
      receiver: receiver.id,
      stranger: stranger.id,
      referralId: ids.referral,
      recipientId: ids.recipient,
      number: NUMBER,
      receivers: receiver.members,
      senders: sender.members,
    };
  } finally {
    await client.end();
  }
}
