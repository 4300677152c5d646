import { decodeId } from "@causeway/kernel";
import type pg from "pg";
import { LANES } from "./admissions.ts";
import { inLanes } from "./in-lanes.ts";
import type { Finding } from "./invariants.query.ts";
import type { Sent } from "./under-way.ts";

/** What the accounting of each referred client answers at the API, against the lines there are of that client. */
export async function accountingIsWhole(admin: pg.Client, sent: readonly Sent[]): Promise<Finding> {
  const examples: string[] = [];
  let checked = 0;
  await inLanes("accounting of disclosures", sent, LANES, async ({ sender, story }) => {
    const { accountingOfDisclosures: told } = await sender.query<{ accountingOfDisclosures: { id: string }[] }>(
      "query ($id: ID!) { accountingOfDisclosures(clientId: $id) { id } }",
      { id: story.clientId },
    );
    const { rows } = await admin.query<{ n: number }>(
      `select count(*)::int as n from disclosures d
       where d.client_id = $1 or d.referral_recipient_id in (
         select r.id from referral_recipients r join referrals f on f.id = r.referral_id where f.client_id = $1)`,
      [decodeId("client", story.clientId)],
    );
    const lines = rows[0]?.n ?? 0;
    checked += lines;
    if (told.length !== lines) examples.push(`${told.length} told, ${lines} lines: ${story.clientId}`);
  });
  return {
    invariant: "the accounting answers every line",
    checked,
    violations: examples.length,
    examples: examples.slice(0, 5),
  };
}
