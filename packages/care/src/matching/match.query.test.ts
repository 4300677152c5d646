import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { identityEntities } from "@causeway/identity";
import { liveOrganisation, type OrganisationUnderTest } from "@causeway/identity/factory";
import { MovableClock } from "@causeway/kernel";
import { openTestDatabase, type TestDatabase } from "@causeway/testing";
import { setCoverage } from "../clients/index.ts";
import { closeEnrollment } from "../enrollments/index.ts";
import { newClient, newInquiry, openProgram } from "../factory/index.ts";
import { careEntities } from "../index.ts";
import { mergeClients } from "../merging/index.ts";
import { holdPlace } from "../programs/index.ts";
import type { FitLine, Need } from "./index.ts";
import { Screening, matchPrograms, recordScreening } from "./index.ts";

let t: TestDatabase;
let seeker: OrganisationUnderTest;
const clock = new MovableClock(new Date("2026-03-02T15:00:00Z"));

beforeAll(async () => {
  t = await openTestDatabase({ entities: [...identityEntities, ...careEntities], clock });
  seeker = await liveOrganisation(t.db, { name: "Seeker" });
  const quay = (await liveOrganisation(t.db, { name: "Quay" })).actor("ADMIN");
  const site = { name: "Pier", postalCode: "01103", timeZone: "America/New_York" };
  const said = { site, agesMin: 18, agesMax: 64, payers: ["MEDICAID"] };
  await openProgram(t.db, quay, { ...said, name: "Fits" });
  await openProgram(t.db, quay, { ...said, name: "Fourth edition", edition: "ASAM4", coOccurring: "ENHANCED" });
  await openProgram(t.db, quay, { ...said, name: "Says nothing of ages", agesMin: null, agesMax: null });
  await openProgram(t.db, quay, { ...said, name: "Youth", agesMin: 12, agesMax: 17 });
  await openProgram(t.db, quay, { ...said, name: "Residential", levelCode: "3.5" });
  const { programId } = await openProgram(t.db, quay, { ...said, name: "Full", capacity: 1 });
  await t.db.run(quay, (tx) => holdPlace(tx, programId));
});
afterAll(() => t?.close());

const NEED: Need = { edition: "ASAM3", levelCode: "2.1", age: 30, payers: ["MEDICAID"], nearPostalCode: "01103" };

async function told(need: Need, clientId?: string) {
  const { matches } = await matchPrograms(t.db, seeker.actor("INTAKE"), { need, clientId, limit: 50 });
  return matches.map(({ program, verdict, refusals, flags }) => ({
    name: program.programName,
    verdict,
    refusals: refusals.map((one) => one.criterion),
    flags: flags.map((one) => `${one.code ?? one.criterion}${one.known ? "" : "?"}`),
  }));
}
const verdicts = (rows: Awaited<ReturnType<typeof told>>) =>
  Object.fromEntries(rows.map((row) => [row.name, [row.verdict, ...row.refusals, ...row.flags]]));

/** `flags-never-refuse` */
describe("a need", () => {
  it("is met, met with flags, or refused by hard facts; what fits comes first", async () => {
    const rows = await told(NEED);
    expect(verdicts(rows)).toEqual({
      Fits: ["ELIGIBLE"],
      "Fourth edition": ["ELIGIBLE"],
      "Says nothing of ages": ["ELIGIBLE_WITH_FLAGS", "AGE?"],
      Full: ["ELIGIBLE_WITH_FLAGS", "OPENINGS"],
      Youth: ["NOT_ELIGIBLE", "AGE"],
      Residential: ["NOT_ELIGIBLE", "LEVEL"],
    });
    const order = ["ELIGIBLE", "ELIGIBLE_WITH_FLAGS", "NOT_ELIGIBLE"];
    const ranks = rows.map((row) => order.indexOf(row.verdict));
    expect(ranks).toEqual(ranks.toSorted());
  });

  it("takes a checklist whose flags go by what a program can do, and refuse nobody", async () => {
    const fit: FitLine[] = [
      { item: "PSYCHIATRIC_PROBLEMS_UNMANAGED", answer: "YES" },
      { item: "SEVERE_ADDICTION", answer: "UNKNOWN" },
      { item: "SUPPORT", answer: "YES" },
    ];
    const plain = verdicts(await told(NEED));
    const rows = verdicts(await told({ ...NEED, fit }));
    expect(rows["Fits"]).toEqual(["ELIGIBLE_WITH_FLAGS", "PSYCHIATRIC_PROBLEMS_UNMANAGED", "SEVERE_ADDICTION?"]);
    expect(rows["Fourth edition"]).toEqual(["ELIGIBLE_WITH_FLAGS", "SEVERE_ADDICTION?"]);
    expect(rows["Residential"]).toEqual(["NOT_ELIGIBLE", "LEVEL", "PSYCHIATRIC_PROBLEMS_UNMANAGED"]);
    const refused = (all: Record<string, string[]>) =>
      Object.keys(all).filter((name) => all[name]?.[0] === "NOT_ELIGIBLE");
    expect(refused(rows).toSorted()).toEqual(refused(plain).toSorted());
  });

  it("refuses a level or a code that no list has", async () => {
    const unknown = (path: string[]) => ({ code: "INVALID", reason: "UNKNOWN_CODE", path });
    await expect(told({ ...NEED, levelCode: "9.9" })).rejects.toMatchObject(unknown(["need", "levelCode"]));
    await expect(told({ ...NEED, payers: ["MEDICADE"] })).rejects.toMatchObject(unknown(["need", "payers", "0"]));
  });

  it("pages without losing or repeating one", async () => {
    const seen: string[] = [];
    let after: readonly string[] | null = null;
    for (;;) {
      const page: Awaited<ReturnType<typeof matchPrograms>> = await matchPrograms(t.db, seeker.actor("INTAKE"), {
        need: NEED,
        limit: 1,
        after,
      });
      seen.push(...page.matches.map((match) => match.program.programName));
      after = page.matches.at(-1)?.key ?? null;
      if (!page.hasMore) break;
    }
    expect(seen).toEqual((await told(NEED)).map((row) => row.name));
  });

  it("is filled in from a client of one's own, whose reading is on record", async () => {
    const admin = seeker.actor("ADMIN");
    const { clientId } = await newClient(t.db, admin, {
      details: { birthDate: "2010-06-01", postalCode: "01103" },
    });
    await t.db.run(admin, (tx) => setCoverage(tx, { clientId, paymentSource: 2, validFrom: "2026-03-02" }));
    const rows = verdicts(await told({ edition: "ASAM3", levelCode: "2.1" }, clientId));
    expect(rows["Youth"]).toEqual(["ELIGIBLE_WITH_FLAGS", "PRIVATE"]);
    expect(rows["Fits"]).toEqual(["NOT_ELIGIBLE", "AGE", "PRIVATE"]);
    // What the need says goes before what the client is known for.
    expect(verdicts(await told({ ...NEED, payers: ["MEDICAID"] }, clientId))["Fits"]).toEqual(["ELIGIBLE"]);
    const [read] = await t.db.readWith<{ n: number }>(admin, {
      sql: "select count(*)::int as n from audit_entries where action = 'record.read' and client_id = $1",
      values: [clientId],
    });
    expect(read?.n).toBe(2);
    // The id it had before a merge leads to the coverage of today.
    const survivorId = (await newClient(t.db, admin)).clientId;
    await t.db.run(admin, (tx) =>
      mergeClients(tx, { survivorId, mergedId: clientId, overrideReason: "The birth date was a guess" }),
    );
    await t.db.run(admin, (tx) => setCoverage(tx, { clientId: survivorId, paymentSource: 2, validFrom: "2026-03-02" }));
    expect(verdicts(await told({ edition: "ASAM3", levelCode: "2.1", age: 30 }, clientId))["Fits"]).toEqual([
      "ELIGIBLE_WITH_FLAGS",
      "PRIVATE",
    ]);
  });

  it("does not reach another's client, nor one's own without the permission", async () => {
    const other = await liveOrganisation(t.db, { name: "Other" });
    const { clientId } = await newClient(t.db, other.actor("ADMIN"));
    const ask = (actor = seeker.actor("INTAKE")) => matchPrograms(t.db, actor, { need: NEED, clientId, limit: 1 });
    await expect(ask()).rejects.toMatchObject({ code: "NOT_FOUND", path: ["clientId"] });
    await expect(ask(seeker.actor("READ_ONLY"))).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});

/** `clinician-decides` */
describe("a screening", () => {
  const fit: FitLine[] = [{ item: "UNSTABLE_HOME", answer: "YES" }];
  const record = (
    input: Partial<Parameters<typeof recordScreening>[1]> & { enrollmentId: string },
    actor = seeker.actor("CLINICIAN"),
  ) =>
    t.db.run(actor, (tx) => recordScreening(tx, { fit, decision: "PROCEED_WITH_PLAN", note: "Sober house", ...input }));

  it("is a clinician's, with what it rests on; a later one stands beside it", async () => {
    const { enrollmentId, programId } = await newInquiry(t.db, seeker.actor("ADMIN"));
    await record({ enrollmentId });
    await record({ enrollmentId, fit: [], decision: "PROCEED", note: null });
    const kept = await t.db.run(seeker.actor("ADMIN"), (tx) =>
      tx.find(Screening, { enrollmentId }, { order: { decidedAt: "ASC", id: "ASC" } }),
    );
    expect(kept).toMatchObject([
      {
        programId,
        flags: ["UNSTABLE_HOME"],
        answers: fit,
        decision: "PROCEED_WITH_PLAN",
        decidedBy: seeker.actor("CLINICIAN").id,
      },
      { flags: [], decision: "PROCEED", note: null },
    ]);
  });

  it("is refused without words where it needs some, after the end, and to who does not decide", async () => {
    const { enrollmentId } = await newInquiry(t.db, seeker.actor("ADMIN"));
    await expect(record({ enrollmentId, decision: "PROCEED" })).rejects.toMatchObject({ reason: "PLAN_NEEDED" });
    await expect(record({ enrollmentId, note: " " })).rejects.toMatchObject({ reason: "NOTE_NEEDED" });
    await expect(record({ enrollmentId }, seeker.actor("INTAKE"))).rejects.toMatchObject({ code: "FORBIDDEN" });
    const machine = { ...seeker.actor("CLINICIAN"), kind: "api_client" as const };
    await expect(record({ enrollmentId }, machine)).rejects.toMatchObject({ code: "FORBIDDEN" });
    const other = await liveOrganisation(t.db, { name: "Another" });
    await expect(record({ enrollmentId }, other.actor("CLINICIAN"))).rejects.toMatchObject({ code: "NOT_FOUND" });
    await t.db.run(seeker.actor("ADMIN"), (tx) => closeEnrollment(tx, { enrollmentId, reason: "DECLINED" }));
    await expect(record({ enrollmentId })).rejects.toMatchObject({ code: "ILLEGAL_TRANSITION" });
  });
});
