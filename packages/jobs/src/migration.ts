import { runMigrations } from "bullmq";
import pg from "pg";

/** Schema that BullMQ's tables live in; a pool handed to BullMQ always means this one. */
export const JOBS_SCHEMA = "bullmq";

/**
 * Brings BullMQ's schema up to date and gives `role` what running jobs takes, and no more: it owns nothing, creates
 * nothing, and cannot touch the migration ledger. Safe to run again, and from several processes at once.
 * @param ownerUrl URL of a role that may create a schema in the database.
 * @param input `role`: an existing role, e.g. `causeway_relay`.
 */
export async function migrateJobs(ownerUrl: string, input: { role: string }): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    // Two GRANTs on one table at the same time fail with "tuple concurrently updated".
    await client.query(`select pg_advisory_lock(hashtext('causeway:migrate-jobs'))`);
    await runMigrations(client, JOBS_SCHEMA);
    await client.query(grants(pg.escapeIdentifier(JOBS_SCHEMA), pg.escapeIdentifier(input.role)));
  } finally {
    await client.end();
  }
}

/**
 * A new schema is closed to PUBLIC, and its functions run with the rights of who calls them, so no more is to be revoked.
 * Several statements in one simple query are one transaction, so no moment shows the role with half its rights.
 */
function grants(schema: string, role: string): string {
  return `
    revoke all on all tables in schema ${schema} from ${role};
    grant usage on schema ${schema} to ${role};
    grant select, insert, update, delete on all tables in schema ${schema} to ${role};
    revoke insert, update, delete on ${schema}.migration from ${role};
    grant usage on all sequences in schema ${schema} to ${role};`;
}
