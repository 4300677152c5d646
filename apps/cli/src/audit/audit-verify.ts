import { readFile } from "node:fs/promises";
import { databaseUrls, parseAnchors, verifyAudit, type AuditVerification } from "@causeway/database";
import type { Command } from "../command.ts";
import { EXIT, UsageError, optionsOf } from "../command.ts";

const WORDS: Readonly<Record<string, string>> = {
  EDITED: "an entry is not what was sealed",
  DELETED: "an entry is gone",
  REORDERED: "a batch, or its entries, stand in another order",
  SEAL_ALTERED: "a seal does not follow from the one before it",
  SEAL_DELETED: "a batch before it is gone",
  CUT: "the end of the chain is gone",
  REWRITTEN: "this is not the chain whose head is written down outside",
  FORGED: "an entry neither sealed nor waiting: it did not come by the road of entries",
  BACKDATED: "an entry tells of a time long before those it was written after",
  UNSEALED: "an entry waits for its seal for too long: is a worker running?",
  UNLOCKED: "a trigger that guards the audit is missing or off",
};
const SHOWN = 50;

export const auditVerifyCommand: Command = {
  name: "audit:verify",
  summary: "walk the audit's chains and find an edit, deletion, reorder or cut",
  usage: `causeway audit:verify [--organisation ID] [--anchors FILE] [--database-url URL]

  --organisation ID   the chain of this organisation alone (its UUID)
  --anchors FILE      heads written down outside (CAUSEWAY_AUDIT_ANCHOR=file:FILE), to compare with
  --database-url URL  a login that reads every organisation's audit; the relay's, unless given

Reads DATABASE_URL and CAUSEWAY_SECRET, or DATABASE_RELAY_URL, or DATABASE_OWNER_URL. Changes nothing. Ends with status
1 when something is found.`,
  async run(args, env) {
    const options = optionsOf(args, {
      organisation: { type: "string" },
      anchors: { type: "string" },
      "database-url": { type: "string" },
    });
    const { organisation } = options;
    if (organisation !== undefined && !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(organisation))
      throw new UsageError("--organisation has to be a UUID.");
    const anchors = options.anchors === undefined ? undefined : parseAnchors(await readAnchors(options.anchors));
    const verification = await verifyAudit({
      url: options["database-url"] ?? urlOf(env),
      organisationId: organisation,
      anchors,
    });
    process.stdout.write(told(verification, anchors?.length));
    return verification.findings.length === 0 ? EXIT.done : EXIT.failed;
  },
};

async function readAnchors(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch {
    throw new UsageError(`There is no file of anchors at ${file}.`);
  }
}

function urlOf(env: NodeJS.ProcessEnv): string {
  const { DATABASE_RELAY_URL: relay, DATABASE_URL: app, CAUSEWAY_SECRET: secret, DATABASE_OWNER_URL: owner } = env;
  if (relay) return relay;
  if (app && secret) return databaseUrls({ databaseUrl: app, secret }).relay;
  if (owner) return owner;
  throw new UsageError("--database-url is needed, or DATABASE_URL with CAUSEWAY_SECRET.");
}

function told({ chains, findings }: AuditVerification, anchors: number | undefined): string {
  const header = ["organisation", "entries", "sealed", "unsealed", "batches", "sealed at", "result"];
  const rows = chains.map((chain) => [
    chain.organisationId,
    String(chain.entries),
    String(chain.sealed),
    String(chain.unsealed),
    String(chain.batches),
    chain.sealedAt?.toISOString().slice(0, 19) ?? "-",
    chain.findings === 0 ? "ok" : `${chain.findings} found`,
  ]);
  const widths = header.map((word, i) => Math.max(word.length, ...rows.map((row) => row[i]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, i) => (i > 0 && i < 5 ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0)))
      .join("  ")
      .trimEnd();
  const named = findings.slice(0, SHOWN).map((finding) => {
    const where = [
      finding.organisationId && `organisation ${finding.organisationId}`,
      finding.batch !== null && `batch ${finding.batch}`,
      finding.entryId && `entry ${finding.entryId}`,
    ].filter(Boolean);
    return `  ${finding.kind.padEnd(12)}  ${WORDS[finding.kind]}${where.length ? ` (${where.join(", ")})` : ""}`;
  });
  const total = (key: "entries" | "unsealed") => chains.reduce((sum, chain) => sum + chain[key], 0);
  return [
    line(header),
    ...rows.map(line),
    "",
    ...(findings.length === 0 ? [] : ["Found", ...named]),
    ...(findings.length > SHOWN ? [`  and ${findings.length - SHOWN} more`] : []),
    `${chains.length} chains, ${total("entries")} entries, ${total("unsealed")} waiting for their seal, ${
      anchors === undefined ? "no anchors compared" : `${anchors} anchors compared`
    }: ${findings.length === 0 ? "nothing found" : `${findings.length} found`}`,
    "",
  ].join("\n");
}
