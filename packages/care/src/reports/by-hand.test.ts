import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { identityEntities } from "@causeway/identity";
import { MovableClock, jobActor } from "@causeway/kernel";
import { openTestDatabase, type TestDatabase } from "@causeway/testing";
import { careEntities } from "../index.ts";
import type { HistoricStay, History } from "./history.factory.ts";
import type { ReportRequest } from "./index.ts";
import { METRICS, readReport, readReportRows } from "./index.ts";
import type { WrittenHistory } from "./write-history.factory.ts";
import { writeHistory } from "./write-history.factory.ts";

/**
 * `report-metrics` on one small history, counted by hand: March 2026 in New York, seen from 15 June. The clocks go
 * forward on 8 March, so that midnight is 05:00Z before and 04:00Z after.
 *
 *   stay  client    from     to       TEDS reason   placed
 *   A     0 alcohol 1 Feb    10 Mar   1 completed   IOP
 *   B     1 heroin  2 Mar    2 Mar    2 dropped out IOP, for no day
 *   C     2 alcohol 5 Mar    31 Mar   6 death       IOP
 *   D     3 –       15 Jan   15 Mar   4 transferred PHP, from 3 Mar IOP
 *   E     0 alcohol 9 Apr    –        –             IOP: A's client again, 30 days after
 *   F     1 heroin  2 Apr    –        –             IOP: B's client again, 31 days after
 *   G     4 –       1 Feb    20 Mar   1, voided     IOP
 *   H     4 –       20 Feb   1 Apr    1 completed   IOP: the window has ended
 *   I     5 –       10 Mar   –        –             IOP
 *   J     6 –       20 Mar   10 Apr   1 completed   IOP
 */
const MARCH = { from: "2026-03-01", to: "2026-04-01" };
const [IOP, PHP] = [0, 1];
const [A, C, D, E, I, J] = [0, 2, 3, 4, 8, 9];

function stay(
  client: number,
  from: string,
  discharge: HistoricStay["discharge"],
  more: Partial<HistoricStay> = {},
): HistoricStay {
  return {
    client,
    program: IOP,
    episode: client,
    voided: false,
    requestedAt: `${from}T15:00:00Z`,
    firstSessionOn: from,
    discharge,
    admission: {},
    answersAtDischarge: {},
    placements: [{ program: IOP, edition: "ASAM3", level: "2.1", from, to: discharge?.on ?? null, superseded: false }],
    ...more,
  };
}

const answers = (FREQ1: number, LIVARAG: number, EMPLOY: number, ARRESTS: number, FREQ_ATND_SELF_HELP: number) => ({
  FREQ1,
  LIVARAG,
  EMPLOY,
  ARRESTS,
  FREQ_ATND_SELF_HELP,
});
const atDischarge = (told: Record<string, number>) =>
  Object.fromEntries(Object.entries(told).map(([field, value]) => [`${field}_D`, value]));

const sent = (sentAt: string, state: string, more: Partial<History["recipients"][number]> = {}) => ({
  direction: "SENT" as const,
  partner: 0,
  client: 0,
  program: IOP,
  stay: null,
  level: "2.1",
  payer: null,
  state,
  sentAt,
  respondedAt: null,
  acceptedAt: null,
  firstSessionOn: null,
  acknowledgedAt: null,
  ...more,
});

const client = (substance: number | null) => ({ substance, told: [], voided: false, coverages: [] });
const program = (level: string, capacities: History["programs"][number]["capacities"]) => ({
  zone: "America/New_York",
  edition: "ASAM3",
  level,
  capacities,
  openedOn: "2026-01-01",
  closedOn: null,
});
const week = (who: number, from: string, delivered: number, status: string) => ({
  stay: who,
  program: IOP,
  from,
  over: `${from}T04:00:00Z`,
  required: 540,
  delivered,
  status,
});

const history: History = {
  zone: "America/New_York",
  programs: [
    program("2.1", [
      { capacity: 4, from: "2026-01-01" },
      { capacity: 5, from: "2026-03-11" },
    ]),
    program("2.5", [{ capacity: 2, from: "2026-01-01" }]),
  ],
  clients: [client(2), client(5), client(2), client(null), client(null), client(null), client(null)],
  // By client; only those of I (17 March) and J (20 March) begin in March.
  episodes: [
    { client: 0, openedOn: "2026-02-01" },
    { client: 1, openedOn: "2026-02-23" },
    { client: 2, openedOn: "2026-02-28" },
    { client: 3, openedOn: "2026-01-15" },
    { client: 4, openedOn: "2026-02-20" },
    { client: 5, openedOn: "2026-03-17" },
    { client: 6, openedOn: "2026-03-20" },
  ],
  stays: [
    stay(
      0,
      "2026-02-01",
      { on: "2026-03-10", reason: 1 },
      {
        admission: answers(3, 1, 3, 1, 1),
        answersAtDischarge: atDischarge(answers(1, 3, 1, 0, 4)),
      },
    ),
    stay(
      1,
      "2026-03-02",
      { on: "2026-03-02", reason: 2 },
      {
        requestedAt: "2026-02-23T15:00:00Z",
        admission: answers(2, 3, 1, 0, 2),
        answersAtDischarge: atDischarge(answers(2, 3, 3, 0, 1)),
      },
    ),
    // Asked for at 23:30 on the day before the first session, there; in London it was that day.
    stay(2, "2026-03-05", { on: "2026-03-31", reason: 6 }, { requestedAt: "2026-03-05T04:30:00Z" }),
    stay(
      3,
      "2026-01-15",
      { on: "2026-03-15", reason: 4 },
      {
        admission: answers(1, 3, 1, 0, 1),
        answersAtDischarge: { FREQ1_D: 1, LIVARAG_D: -9, EMPLOY_D: -9 },
        placements: [
          { program: PHP, edition: "ASAM3", level: "2.5", from: "2026-01-15", to: "2026-03-03", superseded: false },
          { program: IOP, edition: "ASAM3", level: "2.1", from: "2026-03-03", to: "2026-03-15", superseded: false },
          // Believed once, no longer: on record, and not counted.
          { program: PHP, edition: "ASAM3", level: "2.5", from: "2026-03-03", to: null, superseded: true },
        ],
      },
    ),
    stay(0, "2026-04-09", null),
    stay(1, "2026-04-02", null),
    stay(4, "2026-02-01", { on: "2026-03-20", reason: 1 }, { voided: true }),
    stay(4, "2026-02-20", { on: "2026-04-01", reason: 1 }),
    stay(5, "2026-03-10", null, { requestedAt: "2026-02-08T15:00:00Z" }),
    stay(6, "2026-03-20", { on: "2026-04-10", reason: 1 }, { requestedAt: "2026-02-17T15:00:00Z" }),
  ],
  sessions: [
    { program: IOP, startsAt: "2026-04-01T03:30:00Z" }, // 31 March, 23:30
    { program: IOP, startsAt: "2026-04-01T04:00:00Z" }, // 1 April, midnight
    { program: IOP, startsAt: "2026-03-01T05:00:00Z" }, // 1 March, midnight
    { program: IOP, startsAt: "2026-03-01T04:59:00Z" }, // 28 February, 23:59
    { program: IOP, startsAt: "2026-04-09T20:00:00Z" },
    { program: IOP, startsAt: "2026-05-04T20:00:00Z" },
    { program: IOP, startsAt: "2026-06-08T20:00:00Z" },
    { program: IOP, startsAt: "2026-03-11T20:00:00Z" },
    { program: IOP, startsAt: "2026-03-17T20:00:00Z" },
  ],
  attendances: [
    { stay: I, session: 0, state: "ATTENDED" },
    { stay: J, session: 0, state: "NO_SHOW" },
    { stay: E, session: 0, state: "EXCUSED" },
    { stay: J, session: 1, state: "NO_SHOW" },
    { stay: A, session: 2, state: "PARTIAL" },
    { stay: D, session: 2, state: "LATE_CANCEL" },
    { stay: A, session: 3, state: "NO_SHOW" },
    { stay: I, session: 4, state: "ATTENDED" },
    { stay: I, session: 5, state: "ATTENDED" },
    { stay: I, session: 6, state: "ATTENDED" },
    { stay: D, session: 7, state: "ATTENDED" },
    { stay: C, session: 8, state: "ATTENDED" },
  ],
  stepDowns: [
    { stay: A, type: "STEP_DOWN", to: IOP, on: "2026-03-01", superseded: false },
    { stay: D, type: "STEP_DOWN", to: IOP, on: "2026-03-02", superseded: true },
    { stay: D, type: "STEP_DOWN", to: IOP, on: "2026-03-03", superseded: false },
    { stay: C, type: "STEP_DOWN", to: IOP, on: "2026-03-10", superseded: false },
    { stay: I, type: "RECODE", to: IOP, on: "2026-03-31", superseded: false },
  ],
  weeks: [
    week(I, "2026-03-09", 540, "MET"),
    week(I, "2026-03-16", 270, "SHORT"),
    week(I, "2026-03-30", 270, "TAPER"),
    week(J, "2026-03-23", 0, "EXEMPT"),
    week(I, "2026-04-06", 540, "MET"),
  ],
  checkIns: [
    { stay: A, dueOn: "2026-03-17", state: "REACHED", completedAt: "2026-03-24T15:00:00Z" },
    { stay: A, dueOn: "2026-03-20", state: "REACHED", completedAt: "2026-03-28T15:00:00Z" },
    { stay: A, dueOn: "2026-03-25", state: "NOT_REACHED", completedAt: "2026-04-02T15:00:00Z" },
    { stay: A, dueOn: "2026-03-28", state: "CANCELLED", completedAt: "2026-03-26T15:00:00Z" },
    { stay: A, dueOn: "2026-04-01", state: "REACHED", completedAt: "2026-04-01T15:00:00Z" },
  ],
  recipients: [
    sent("2026-03-05T15:00:00Z", "ATTENDED", {
      respondedAt: "2026-03-05T17:00:00Z",
      acceptedAt: "2026-03-05T17:00:00Z",
      firstSessionOn: "2026-03-12",
      acknowledgedAt: "2026-03-13T15:00:00Z",
    }),
    sent("2026-03-06T15:00:00Z", "DECLINED", { respondedAt: "2026-03-06T21:00:00Z" }),
    sent("2026-03-07T15:00:00Z", "EXPIRED"),
    sent("2026-03-08T15:00:00Z", "CANCELLED"),
    sent("2026-04-01T03:59:00Z", "SENT"), // 31 March, 23:59
    sent("2026-04-01T04:00:00Z", "SENT"), // 1 April
    sent("2026-05-16T15:00:00Z", "SENT"), // 30 days before 15 June
    sent("2026-05-17T15:00:00Z", "SENT"),
  ],
};

type Said = Partial<Record<"numerator" | "denominator" | "baseline" | "apart" | "value" | "median" | "p90", number>>;

const BY_HAND: Readonly<Record<string, Said>> = {
  // Discharges in March: A, B, C, D.
  discharges: { numerator: 4, value: 4 },
  // Discharges in March: A, B, C, D. Without the death of C: A of A, B, D.
  completionRate: { numerator: 1, denominator: 3, value: 1 / 3 },
  strictCompletionRate: { numerator: 1, denominator: 4, value: 1 / 4 },
  // A and D of A, B, D.
  completionOrTransferRate: { numerator: 2, denominator: 3, value: 2 / 3 },
  // Admissions in March: B, C, I, J. I came on 9 April, day 30; J completed on day 21.
  retention30: { numerator: 2, denominator: 4, value: 1 / 2 },
  // Day 90 of J is 18 June, not yet. I came on 8 June, day 90; B and C did not.
  retention90: { numerator: 1, denominator: 3, value: 1 / 3 },
  // A 28 + 9 = 37, B 0 and so 1, C 26, D 16 + 28 + 15 = 59: 123 ÷ 4. In order 1, 26, 37, 59: the middle is 31.5; at
  // 0.9 × 3 = 2.7 stands 37 + 0.7 × 22.
  lengthOfStay: { numerator: 123, denominator: 4, value: 30.75, median: 31.5, p90: 52.4 },
  // B 7, C 1, I 30, J 31 days: 69 ÷ 4. In order 1, 7, 30, 31.
  daysWaited: { numerator: 69, denominator: 4, value: 17.25, median: 18.5, p90: 30.7 },
  // Of A, B, C (D was transferred): A came back on day 30; B on day 31.
  readmission30: { numerator: 1, denominator: 3, value: 1 / 3 },
  // Both answers: A 3 to 1, B 2 to 2, D 1 to 1: 2 of 3 after, 1 of 3 before.
  abstinenceChange: { numerator: 2, baseline: 1, denominator: 3, value: 1 / 3 },
  // From here A and B alone. Housed: A 1 to 3, B 3 to 3.
  housingChange: { numerator: 2, baseline: 1, denominator: 2, value: 1 / 2 },
  // A 3 to 1, B 1 to 3: one before, one after.
  employmentChange: { numerator: 1, baseline: 1, denominator: 2, value: 0 },
  // A 1 to 0, B 0 to 0.
  arrestFreeChange: { numerator: 2, baseline: 1, denominator: 2, value: 1 / 2 },
  // A 1 to 4, B 2 to 1.
  selfHelpChange: { numerator: 1, baseline: 1, denominator: 2, value: 0 },
  // I, A, D and J in the sessions of 31 and 1 March, D on the 11th, C on the 17th; J was not there. E was excused; two
  // sessions are outside.
  noShowRate: { numerator: 1, denominator: 6, value: 1 / 6 },
  // A came on the day, C on day 7, D on day 8; the corrected one and the recode are not counted.
  stepDownCompletion: { numerator: 2, denominator: 3, value: 2 / 3 },
  // I: 17 to 31 March are 14 days, then 9 April and, on day 34, 4 May. J came to nothing.
  initiation: { numerator: 1, denominator: 2, value: 1 / 2 },
  engagement: { numerator: 1, denominator: 2, value: 1 / 2 },
  // Reached on day 7 of the first, day 8 of the second; the third not; the fourth opted out; the fifth is April's.
  alumniReached: { numerator: 1, denominator: 3, apart: 1, value: 1 / 3 },
  // 9 + 4.5 + 4.5 hours of 9 + 9 + 9; without the exempt week and April's.
  hoursRatio: { numerator: 18, denominator: 27, value: 2 / 3 },
  weeksMet: { numerator: 1, denominator: 3, value: 1 / 3 },
  // On 12 March: C, D and I, and H, who stays to 1 April.
  census: { numerator: 4, value: 4 },
  // IOP. A 1 to 9: 9 days. C 5 to 30: 26. D 3 to 14: 12. H: 31. I 10 to 31: 22. J 20 to 31: 12. PHP. D 1 and 2: 2.
  // Places: 4 × 10 + 5 × 21 + 2 × 31.
  utilisation: { numerator: 114, denominator: 207, value: 114 / 207 },
  // One of four: the fourth was cancelled unanswered, the sixth is April's.
  referralAcceptance: { numerator: 1, denominator: 4, value: 1 / 4 },
  // 2 and 6 hours; the third and the fifth without a response.
  timeToFirstResponse: { numerator: 8, denominator: 2, apart: 2, value: 4, median: 4, p90: 5.6 },
  // 5 to 12 March; the other four without a session.
  timeToAdmission: { numerator: 7, denominator: 1, apart: 4, value: 7 },
  // Five sent 30 days ago or more; the first is attended and taken note of.
  loopClosure: { numerator: 1, denominator: 5, value: 1 / 5 },
};

let t: TestDatabase;
let written: WrittenHistory;
beforeAll(async () => {
  const clock = new MovableClock(new Date("2026-06-15T16:00:00Z"));
  t = await openTestDatabase({ entities: [...identityEntities, ...careEntities], clock });
  const admin = new pg.Client({ connectionString: t.clone.adminUrl });
  await admin.connect();
  written = await writeHistory((sql, values) => admin.query(sql, values), history);
  await admin.end();
});
afterAll(() => t?.close());

const metric = (name: string) => {
  const found = METRICS.find((each) => each.name === name);
  if (!found) throw new Error(`no metric ${name}`);
  return found;
};
const ask = (name: string, request: ReportRequest = {}) =>
  readReport(t.db, jobActor(written.organisationId, "test"), metric(name), {
    ...MARCH,
    at: new Date("2026-03-12T12:00:00Z"),
    direction: "SENT",
    ...request,
  });

describe("counted by hand", () => {
  it("is every metric", () => {
    expect(Object.keys(BY_HAND).toSorted()).toEqual(METRICS.map(({ name }) => name).toSorted());
  });

  it.each(Object.entries(BY_HAND))("%s", async (name, said) => {
    const close = Object.entries(said).map(([part, value]) => [part, expect.closeTo(value, 9)]);
    expect((await ask(name)).total).toMatchObject(Object.fromEntries(close));
  });

  it("are the groups by primary substance: each completion with its own", async () => {
    const { groups } = await ask("completionRate", { groupBy: ["SUBSTANCE"] });
    expect(groups.map(({ substance, numerator, denominator }) => [substance, numerator, denominator])).toEqual([
      [-9, 0, 1], // D
      [2, 1, 1], // A
      [5, 0, 1], // B
    ]);
  });

  it("are the bands of TEDS", async () => {
    const bands = async (name: string) =>
      (await ask(name, { groupBy: ["BAND"] })).groups.map(({ band, denominator }) => [band, denominator]);
    // 1, 26, 37 and 59 days.
    expect(await bands("lengthOfStay")).toEqual([
      [1, 1],
      [26, 1],
      [31, 1],
      [32, 1],
    ]);
    // 1 and 7, 30, 31 days.
    expect(await bands("daysWaited")).toEqual([
      [1, 2],
      [3, 1],
      [4, 1],
    ]);
  });

  it("is the level a client was at on the day: D was stepped down before the discharge", async () => {
    const { groups } = await ask("utilisation", { groupBy: ["LEVEL"] });
    expect(groups.map(({ levelCode, numerator, denominator }) => [levelCode, numerator, denominator])).toEqual([
      ["2.1", 112, 145],
      ["2.5", 2, 62],
    ]);
    expect((await ask("completionRate", { filter: { levelCodes: ["2.5"] } })).total.denominator).toBe(0);
  });

  it("is no loop that had less than 30 days to close", async () => {
    const may = await ask("loopClosure", { from: "2026-05-01", to: "2026-06-01" });
    expect(may.total).toMatchObject({ numerator: 0, denominator: 1 });
  });

  it("calls for attention from nine places of ten", async () => {
    const full = async (day: string, next: string) =>
      (await ask("utilisation", { from: day, to: next, filter: { programIds: [written.programIds[IOP]!] } })).total;
    // On 9 March A, C, D and H have all four places; on the 11th C, D, H and I have four of five.
    expect(await full("2026-03-09", "2026-03-10")).toMatchObject({ numerator: 4, denominator: 4, alert: true });
    expect(await full("2026-03-11", "2026-03-12")).toMatchObject({ numerator: 4, denominator: 5, alert: false });
  });

  it("has a window that ends where its zone's day does, also on the day of 23 hours", async () => {
    const said = async (from: string, to: string) => (await ask("noShowRate", { from, to })).total.denominator;
    expect(await said("2026-02-28", "2026-03-01")).toBe(1);
    expect(await said("2026-03-01", "2026-03-02")).toBe(2);
    expect(await said("2026-03-31", "2026-04-01")).toBe(2);
    expect(await said("2026-04-01", "2026-04-02")).toBe(1);
    // 8 March has 23 hours there, and is one day of places.
    expect((await ask("utilisation", { from: "2026-03-08", to: "2026-03-09" })).total.denominator).toBe(6);
  });
});

/** `rows-behind-a-number` */
describe("rows by hand", () => {
  it("are walked through page by page, each once, to the amount of the number", async () => {
    const actor = jobActor(written.organisationId, "test");
    const seen: string[] = [];
    let sum = 0;
    let after: readonly string[] | null = null;
    for (;;) {
      const page: Awaited<ReturnType<typeof readReportRows>> = await readReportRows(
        t.db,
        actor,
        metric("utilisation"),
        MARCH,
        { part: "NUMERATOR", first: 25, after },
      );
      for (const row of page.rows) {
        seen.push(`${row.id} ${row.on}`);
        sum += row.amount;
      }
      after = page.rows.at(-1)?.key ?? null;
      if (!page.hasMore) break;
    }
    expect(sum).toBe(114);
    expect(new Set(seen).size).toBe(114);
  });
});
