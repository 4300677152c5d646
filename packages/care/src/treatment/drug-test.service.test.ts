import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Relay } from "@causeway/database";
import { identityEntities } from "@causeway/identity";
import { liveOrganisation, type OrganisationUnderTest } from "@causeway/identity/factory";
import type { Actor } from "@causeway/kernel";
import { MovableClock } from "@causeway/kernel";
import { openTestDatabase, type TestDatabase } from "@causeway/testing";
import { newInquiry } from "../enrollments/enrollment.factory.ts";
import { careEntities } from "../index.ts";
import { sentReferral } from "../referrals/referral.factory.ts";
import { ReferralPacket } from "../referrals/index.ts";
import { openProgram } from "../programs/program.factory.ts";
import type { DrugTestCommand, DrugTestState } from "./drug-test.machine.ts";
import { DRUG_TEST_STATES, drugTestMachine } from "./drug-test.machine.ts";
import {
  DrugTest,
  DrugTestResult,
  DrugTestStep,
  cancelDrugTest,
  collectDrugTest,
  confirmDrugTest,
  drugTestActions,
  orderDrugTest,
  recordDrugTestResults,
  refuseDrugTest,
} from "./index.ts";
import type { ResultLine } from "./index.ts";

let t: TestDatabase;
let harbour: OrganisationUnderTest;
let clinician: Actor;
const START = new Date("2026-03-02T15:00:00Z");
const clock = new MovableClock(START);

beforeAll(async () => {
  t = await openTestDatabase({ entities: [...identityEntities, ...careEntities], clock });
  harbour = await liveOrganisation(t.db, { name: "Harbour" });
  clinician = harbour.actor("CLINICIAN");
});
afterAll(() => t?.close());
beforeEach(() => clock.set(START));

const PANEL = ["FENTANYL", "COCAINE"] as const;
const SCREEN: ResultLine[] = [
  { substance: "FENTANYL", result: "POSITIVE" },
  { substance: "COCAINE", result: "NEGATIVE" },
];
async function ordered(): Promise<{ drugTestId: string; enrollmentId: string; clientId: string }> {
  const stay = await newInquiry(t.db, harbour.actor("ADMIN"));
  const test = await t.db.run(clinician, (tx) =>
    orderDrugTest(tx, { enrollmentId: stay.enrollmentId, specimen: "URINE", panel: PANEL }),
  );
  return { ...stay, ...test };
}
async function collected() {
  const test = await ordered();
  await t.db.run(clinician, (tx) => collectDrugTest(tx, { ...test, observed: true }));
  return test;
}
const results = (drugTestId: string, lines: readonly ResultLine[]) =>
  t.db.run(clinician, (tx) => recordDrugTestResults(tx, { drugTestId, results: lines }));
const confirm = (drugTestId: string, lines: readonly ResultLine[], laboratory = "County laboratory") =>
  t.db.run(clinician, (tx) => confirmDrugTest(tx, { drugTestId, results: lines, laboratory }));
const read = (by: Actor, id: string) =>
  t.db.readOne(
    by,
    DrugTest,
    { state: {}, laboratory: {}, steps: { step: {}, observed: {} }, results: { kind: {}, substance: {}, result: {} } },
    { id },
  );

/** `drug-test-states`, from the other side: by state, not by command. */
const ALLOWED: Record<DrugTestState, Partial<Record<DrugTestCommand, DrugTestState>>> = {
  ORDERED: { collect: "COLLECTED", cancel: "CANCELLED", refuse: "REFUSED" },
  COLLECTED: { result: "RESULTED", cancel: "CANCELLED" },
  RESULTED: { result: "RESULTED", confirm: "CONFIRMED" },
  CONFIRMED: { confirm: "CONFIRMED" },
  CANCELLED: {},
  REFUSED: {},
};
describe.each(DRUG_TEST_STATES)("a drug test that is %s", (state) => {
  it.each(Object.keys(drugTestMachine.transitions) as DrugTestCommand[])("given: %s", (command) => {
    const expected = ALLOWED[state][command];
    if (expected) expect(drugTestMachine.next(state, command, "staff")).toBe(expected);
    else
      expect(() => drugTestMachine.next(state, command, "staff")).toThrow(
        expect.objectContaining({ code: "ILLEGAL_TRANSITION", reason: state }),
      );
    expect(drugTestActions(harbour.actor("INTAKE"), { state })).toEqual([]);
  });
});

describe("a drug test", () => {
  it("is ordered, collected, screened and confirmed, each by somebody at some time", async () => {
    const { drugTestId } = await collected();
    clock.advance(3_600_000);
    await results(drugTestId, SCREEN);
    clock.advance(86_400_000);
    await confirm(drugTestId, [{ substance: "FENTANYL", result: "NEGATIVE" }]);
    expect(await read(clinician, drugTestId)).toMatchObject({
      state: "CONFIRMED",
      laboratory: "County laboratory",
      steps: [
        { step: "ORDERED", observed: null },
        { step: "COLLECTED", observed: true },
        { step: "RESULTED" },
        { step: "CONFIRMED" },
      ],
      results: [
        { kind: "SCREEN", substance: "COCAINE", result: "NEGATIVE" },
        { kind: "SCREEN", substance: "FENTANYL", result: "POSITIVE" },
        { kind: "CONFIRMATION", substance: "FENTANYL", result: "NEGATIVE" },
      ],
    });
    const steps = await t.db.run(clinician, (tx) =>
      tx.find(DrugTestStep, { drugTestId }, { order: { recordedAt: "ASC" } }),
    );
    expect(steps.map((step) => step.doneBy)).toEqual(Array.from({ length: 4 }, () => clinician.id));
    expect(steps.at(-1)?.happenedAt).toEqual(clock.now());
  });

  it("keeps what was entered wrongly beside its correction", async () => {
    const { drugTestId } = await collected();
    await results(drugTestId, SCREEN);
    clock.advance(1000);
    await results(
      drugTestId,
      SCREEN.map((line) => ({ ...line, result: "NEGATIVE" as const })),
    );
    const kept = await t.db.run(clinician, (tx) => tx.find(DrugTestResult, { drugTestId, substance: "FENTANYL" }));
    expect(kept.map((row) => row.result).toSorted()).toEqual(["NEGATIVE", "POSITIVE"]);
  });

  it("is refused by the client, or cancelled with a reason", async () => {
    const refused = await ordered();
    await t.db.run(clinician, (tx) => refuseDrugTest(tx, refused));
    expect(await read(clinician, refused.drugTestId)).toMatchObject({ state: "REFUSED", results: [] });
    const cancelled = await collected();
    const cancel = (note: string) => t.db.run(clinician, (tx) => cancelDrugTest(tx, { ...cancelled, note }));
    await expect(cancel(" ")).rejects.toMatchObject({ code: "INVALID", path: ["note"] });
    await cancel("Specimen spilled");
    await expect(results(cancelled.drugTestId, SCREEN)).rejects.toMatchObject({ code: "ILLEGAL_TRANSITION" });
  });

  it.each([
    ["nothing", [], undefined],
    ["a part of the panel", [SCREEN[0]], "INCOMPLETE"],
    ["what was not looked for", [...SCREEN, { substance: "PCP", result: "NEGATIVE" }], "NOT_ON_PANEL"],
    ["a substance twice", [SCREEN[0], SCREEN[0]], undefined],
    ["a word of its own", [SCREEN[0], { substance: "COCAINE", result: "FAINT" }], undefined],
  ])("takes no result of %s", async (_, lines, reason) => {
    const { drugTestId } = await collected();
    await expect(results(drugTestId, lines as ResultLine[])).rejects.toMatchObject({
      code: "INVALID",
      ...(reason ? { reason } : {}),
    });
  });

  it("goes forward in time, and not ahead of it", async () => {
    const test = await ordered();
    const collect = (happenedAt: Date) =>
      t.db.run(clinician, (tx) => collectDrugTest(tx, { ...test, observed: false, happenedAt }));
    await expect(collect(new Date(START.getTime() - 1))).rejects.toMatchObject({ reason: "OUT_OF_ORDER" });
    await expect(collect(new Date(START.getTime() + 1))).rejects.toMatchObject({ reason: "FUTURE" });
    const late = (panel: readonly "PCP"[]) =>
      t.db.run(clinician, (tx) => orderDrugTest(tx, { ...test, specimen: "URINE", panel, happenedAt: START }));
    await late(["PCP"]);
    await expect(late([])).rejects.toMatchObject({ path: ["panel"] });
    await expect(late(["PCP", "PCP"])).rejects.toMatchObject({ path: ["panel", "1"] });
  });
});

/** `drug-tests-closed` */
describe("who learns of a drug test", () => {
  it("is who may read drug tests, and each read is audited by the client", async () => {
    const { drugTestId, clientId } = await collected();
    const reads = () =>
      t.db.readWith<{ actor_id: string; fields: string[] }>(harbour.actor("ADMIN"), {
        sql: "select actor_id, fields from audit_entries where client_id = $1 and action = 'record.read'",
        values: [clientId],
      });
    expect(await reads()).toEqual([]);
    await read(clinician, drugTestId);
    const [entry, ...others] = await reads();
    expect(entry).toMatchObject({ actor_id: clinician.id, fields: expect.arrayContaining(["results", "state"]) });
    expect(others).toEqual([]);
    for (const role of ["INTAKE", "UTILISATION_REVIEW", "OUTREACH", "READ_ONLY"] as const) {
      await expect(read(harbour.actor(role), drugTestId)).rejects.toMatchObject({ code: "FORBIDDEN" });
      await expect(t.db.run(harbour.actor(role), (tx) => refuseDrugTest(tx, { drugTestId }))).rejects.toMatchObject({
        code: "FORBIDDEN",
      });
    }
    const meadow = await liveOrganisation(t.db, { name: "Meadow" });
    expect(await read(meadow.actor("OWNER"), drugTestId)).toBeNull();
    await expect(t.db.run(meadow.actor("OWNER"), (tx) => refuseDrugTest(tx, { drugTestId }))).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });

  it("is nobody by an event or a packet", async () => {
    const { drugTestId, enrollmentId, clientId } = await collected();
    await results(drugTestId, SCREEN);
    const relay = new Relay({ url: t.urls.relay, clock, route: () => [], enqueue: async () => undefined });
    while ((await relay.tick()).relayed > 0);
    await relay.close();
    const told = await t.db.readWith<{ type: string }>(harbour.actor("OWNER"), {
      sql: "select type from event_feed where subject_id = any($1)",
      values: [[drugTestId, enrollmentId, clientId]],
    });
    expect(told.map(({ type }) => type)).toEqual(["enrollment.opened"]);
    const meadow = await liveOrganisation(t.db, { name: "Meadow" });
    const { programId } = await openProgram(t.db, meadow.actor("OWNER"));
    await sentReferral(t.db, harbour.actor("ADMIN"), [{ ...meadow, programId }], { clientId, enrollmentId });
    const packets = await t.db.run(harbour.actor("ADMIN"), (tx) => tx.find(ReferralPacket, {}));
    expect(packets).toHaveLength(1);
    expect(JSON.stringify(packets)).toContain("SUBSTANCE_USE");
    expect(JSON.stringify(packets)).not.toMatch(/FENTANYL|COCAINE|URINE/);
  });
});
