import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { identityEntities } from "@causeway/identity";
import type { OrganisationUnderTest } from "@causeway/identity/factory";
import { liveOrganisation } from "@causeway/identity/factory";
import { MovableClock, newId } from "@causeway/kernel";
import { figure, openTestDatabase, type TestDatabase } from "@causeway/testing";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AskedProgram, activeEnrollment, openProgram, sentReferral } from "../factory/index.ts";
import {
  acceptReferral,
  breakGlass,
  careEntities,
  declineReferral,
  holdConsent,
  postReferralMessage,
  readMessages,
  revokeConsent,
  whoCanSee,
  whyCanISee,
  withdrawReferral,
} from "../index.ts";

let t: TestDatabase;
const clock = new MovableClock(new Date("2026-03-09T14:00:00Z"));
const DAY = 86_400_000;
let harbour: OrganisationUnderTest;
let meadow: OrganisationUnderTest;
let summit: OrganisationUnderTest;
const asked = new Map<OrganisationUnderTest, AskedProgram>();

beforeAll(async () => {
  t = await openTestDatabase({ entities: [...identityEntities, ...careEntities], clock });
  harbour = await liveOrganisation(t.db, { name: "Harbour" });
  meadow = await liveOrganisation(t.db, { name: "Meadow" });
  summit = await liveOrganisation(t.db, { name: "Summit" });
  for (const organisation of [meadow, summit]) {
    const { programId } = await openProgram(t.db, organisation.actor("ADMIN"), { capacity: 500 });
    asked.set(organisation, { programId, organisationId: organisation.organisationId });
  }
});
afterAll(() => t?.close());

const program = (organisation: OrganisationUnderTest) => asked.get(organisation) as AskedProgram;
const owner = () => harbour.actor("OWNER");
const sent = (disclosure: "AT_SEND" | "TWO_STAGE" = "TWO_STAGE") =>
  sentReferral(t.db, owner(), [program(meadow), program(summit)], { disclosure });

/** Parts whose packet this organisation sees by SQL of its own: the policies alone answer. */
async function packetsOf(organisation: OrganisationUnderTest): Promise<Set<string>> {
  const rows = await t.db.readWith<{ id: string }>(organisation.actor("OWNER"), {
    sql: "select referral_recipient_id as id from referral_packets",
    values: [],
  });
  return new Set(rows.map((row) => row.id));
}

describe("explainable-access: the sender of a referral", () => {
  it("is told who sees a client: people by role, and organisations under a consent with its dates", async () => {
    const { clientId, consentId, recipientIds } = await sent();
    const before = await whoCanSee(t.db, owner(), { kind: "client", id: clientId });
    expect(before.filter((line) => line.viewer === "ROLE").map(({ role, members }) => [role, members])).toContainEqual([
      "READ_ONLY",
      1,
    ]);
    const partsOf = (role: string) => before.find((line) => line.role === role)?.parts;
    expect(partsOf("READ_ONLY")).toEqual(["record", "enrollments", "consents"]);
    expect(partsOf("CLINICIAN")).toEqual(expect.arrayContaining(["details", "treatment", "drugTests"]));
    expect(partsOf("OUTREACH")).not.toContain("treatment");
    const outside = before.filter((line) => line.viewer === "ORGANISATION");
    expect(outside.map((line) => [line.organisationName, line.parts, line.rule])).toEqual([
      ["Meadow", ["enquiry"], "two-stage-disclosure"],
      ["Summit", ["enquiry"], "two-stage-disclosure"],
    ]);
    await t.db.run(meadow.actor("INTAKE"), (tx) => acceptReferral(tx, { recipientId: recipientIds[0] ?? "" }));
    const after = (await whoCanSee(t.db, owner(), { kind: "client", id: clientId })).filter(
      (line) => line.rule === "consent-checked-at-send-and-read",
    );
    expect(after).toMatchObject([
      {
        organisationName: "Meadow",
        parts: ["packet", "messages", "documents"],
        legalBasis: "CONSENT",
        consentId,
        since: new Date(clock.now().getTime() - DAY),
        until: new Date(clock.now().getTime() + 90 * DAY),
      },
    ]);
  });

  it("agrees with what the policies answer each organisation, after whatever happened", async () => {
    let compared = 0;
    let read = 0;
    const open = { yes: 0, no: 0 };
    const act = fc.constantFrom(
      "accept0",
      "accept1",
      "decline0",
      "decline1",
      "hold",
      "revoke",
      "withdraw",
      "late",
      "glass0",
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom("AT_SEND" as const, "TWO_STAGE" as const),
        fc.array(act, { maxLength: 3 }),
        async (disclosure, acts) => {
          const { referralId, consentId, clientId, recipientIds } = await sent(disclosure);
          const start = clock.now();
          const written = new Set<string>();
          for (const one of [...acts, ""]) {
            for (const recipientId of recipientIds)
              await t.db
                .run(owner(), (tx) => postReferralMessage(tx, { recipientId, text: "Her mother drives her" }))
                .then(() => written.add(recipientId), refused);
            await attempt(one, { referralId, consentId, recipientIds });
          }
          for (const subject of [
            { kind: "referral", id: referralId },
            { kind: "client", id: clientId },
            { kind: "consent", id: consentId },
          ]) {
            const lines = await whoCanSee(t.db, owner(), subject);
            for (const [i, organisation] of [meadow, summit].entries()) {
              const recipientId = recipientIds[i] ?? "";
              const sees = (await packetsOf(organisation)).has(recipientId);
              const told = lines.some(
                (line) => line.referralRecipientId === recipientId && line.parts.includes("packet"),
              );
              const own = await whyCanISee(t.db, organisation.actor("INTAKE"), {
                kind: "referral_recipient",
                id: recipientId,
              });
              expect([told, own.some((line) => line.parts.includes("packet"))]).toEqual([sees, sees]);
              if (written.has(recipientId)) {
                const { messages } = await t.db
                  .run(organisation.actor("INTAKE"), (tx) => readMessages(tx, { recipientId, limit: 10 }))
                  .catch(() => ({ messages: [] }));
                const saidTo = lines.some(
                  (line) => line.referralRecipientId === recipientId && line.parts.includes("messages"),
                );
                expect(saidTo).toBe(messages.length > 0);
                read += 1;
              }
              compared += 1;
              open[sees ? "yes" : "no"] += 1;
            }
          }
          clock.set(start);
          clock.advance(1000);
        },
      ),
      { numRuns: process.env["CAUSEWAY_PROVE"] ? 300 : 25, seed: 23 },
    );
    expect(Math.min(open.yes, open.no)).toBeGreaterThan(20);
    figure(
      "explainable-access",
      `${compared} answers compared with the policies (${open.yes} open, ${open.no} shut), ${read} with what messages are read: 0 differ`,
    );
  }, 120_000);
});

/** Not from this state: nothing happened. */
const refused = () => undefined;

async function attempt(one: string, of: { referralId: string; consentId: string; recipientIds: readonly string[] }) {
  const recipientId = of.recipientIds[one.endsWith("1") ? 1 : 0] ?? "";
  const actor = (one.endsWith("1") ? summit : meadow).actor("OWNER");
  if (one === "") return;
  if (one === "late") clock.advance(91 * DAY);
  else if (one.startsWith("accept")) await t.db.run(actor, (tx) => acceptReferral(tx, { recipientId })).catch(refused);
  else if (one.startsWith("decline"))
    await t.db.run(actor, (tx) => declineReferral(tx, { recipientId, reason: "NO_CAPACITY" })).catch(refused);
  else if (one === "hold")
    await t.db
      .run(owner(), (tx) => holdConsent(tx, { consentId: of.consentId, reason: "By telephone" }))
      .catch(refused);
  else if (one === "revoke")
    await t.db.run(owner(), (tx) => revokeConsent(tx, { consentId: of.consentId })).catch(refused);
  else if (one === "withdraw")
    await t.db.run(owner(), (tx) => withdrawReferral(tx, { referralId: of.referralId })).catch(refused);
  else
    await t.db
      .run(actor, (tx) =>
        breakGlass(tx, {
          recipientId,
          personnel: "Dr. Reyes",
          affiliation: "County Hospital",
          nature: "Overdose, unresponsive",
          consentUnobtainable: "Unconscious",
        }),
      )
      .catch(refused);
}

describe("explainable-access: whoever sees a record", () => {
  it("is told by which role and permission, and keeps that it asked", async () => {
    const { enrollmentId, clientId } = await activeEnrollment(t.db, owner());
    const [line, ...more] = await whyCanISee(t.db, harbour.actor("READ_ONLY"), {
      kind: "enrollment",
      id: enrollmentId,
    });
    expect(more).toEqual([]);
    expect(line).toMatchObject({
      viewer: "ROLE",
      role: "READ_ONLY",
      parts: ["record"],
      rule: "minimum-necessary",
      words: "It is a record of your organisation, and your role holds enrollment.read.",
    });
    const kept = await t.db.readWith(harbour.actor("OWNER"), {
      sql: "select 1 from audit_entries where client_id = $1 and fields = '{access}' and action = 'record.read'",
      values: [clientId],
    });
    expect(kept).toHaveLength(1);
  });

  it("existence-is-a-disclosure: learns nothing of what is another's, missing, or of no concern to it", async () => {
    const { clientId, recipientIds } = await sent();
    const refusals = [];
    for (const [organisation, role, kind, id] of [
      [meadow, "OWNER", "client", clientId],
      [meadow, "OWNER", "client", newId()],
      [summit, "OWNER", "referral_recipient", recipientIds[0] ?? ""],
      [summit, "OWNER", "referral_recipient", newId()],
      [harbour, "READ_ONLY", "drug_test", newId()],
    ] as const)
      for (const ask of role === "OWNER" ? [whyCanISee, whoCanSee] : [whyCanISee])
        refusals.push(
          await ask(t.db, organisation.actor(role), { kind, id }).then(
            () => "answered",
            (error: Error & { code: string }) => `${error.code} ${error.message}`,
          ),
        );
    expect(new Set(refusals)).toEqual(new Set([refusals[0]]));
    expect(refusals[0]).toMatch(/^NOT_FOUND/);
    await expect(whoCanSee(t.db, harbour.actor("READ_ONLY"), { kind: "client", id: clientId })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    await expect(whyCanISee(t.db, owner(), { kind: "toString", id: clientId })).rejects.toMatchObject({
      code: "INVALID",
    });
  });

  it("is told rules that docs/rules.md has", async () => {
    const sources = ["access.query.ts", "access.rules.ts"].map((file) =>
      readFileSync(fileURLToPath(new URL(file, import.meta.url)), "utf8"),
    );
    const named = [...sources.join("\n").matchAll(/rule: "([^"]+)"/g)].map((match) => match[1]);
    const page = readFileSync(fileURLToPath(new URL("../../../../docs/rules.md", import.meta.url)), "utf8");
    expect(named.length).toBeGreaterThan(4);
    expect(named.filter((name) => !page.includes(`| \`${name}\` |`))).toEqual([]);
  });
});
