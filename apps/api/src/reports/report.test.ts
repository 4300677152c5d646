import {
  METRICS,
  acceptReferral,
  declineReferral,
  dischargeEnrollment,
  readReport,
  readReportRows,
} from "@causeway/care";
import { activeEnrollment, dischargeRecord, newClient, openProgram, sentReferral } from "@causeway/care/factory";
import type { Permission } from "@causeway/identity";
import type { OrganisationUnderTest } from "@causeway/identity/factory";
import { liveOrganisation } from "@causeway/identity/factory";
import { MovableClock, encodeId } from "@causeway/kernel";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { apiSchema } from "../schema.ts";
import type { Loose, TestApi, TestClient } from "../testing/open-test-api.ts";
import { openTestApi } from "../testing/open-test-api.ts";

const clock = new MovableClock(new Date("2026-03-02T15:00:00Z"));
const WINDOW = `from: "2026-03-01", to: "2026-04-01"`;

let api: TestApi;
let harbour: OrganisationUnderTest;
let meadow: OrganisationUnderTest;
let quay: OrganisationUnderTest;
let client: TestClient;
let programId: string;
const stays: string[] = [];

/** Four stays of Harbour: three completed, one dropped out; the substances alcohol, alcohol, heroin and none told. */
beforeAll(async () => {
  api = await openTestApi({ clock });
  harbour = await liveOrganisation(api.db, { name: "Harbour" });
  meadow = await liveOrganisation(api.db, { name: "Meadow" });
  quay = await liveOrganisation(api.db, { name: "Quay" });
  const owner = harbour.actor("OWNER");
  ({ programId } = await openProgram(api.db, owner));
  for (const [substance, reason] of [
    [2, 1],
    [2, 1],
    [5, 1],
    [null, 2],
  ] as const) {
    const { clientId } = await newClient(api.db, owner, { primarySubstance: null });
    const stay = await activeEnrollment(api.db, owner, {
      clientId,
      programId,
      tedsAdmission: substance === null ? {} : { SUB1: substance },
    });
    await api.db.run(owner, (tx) =>
      dischargeEnrollment(tx, {
        enrollmentId: stay.enrollmentId,
        dischargedOn: "2026-03-02",
        reason,
        ...dischargeRecord,
      }),
    );
    stays.push(encodeId("enrollment", stay.enrollmentId));
  }
  client = await api.signIn(harbour);
});
afterAll(() => api?.close());

describe("the query of a metric", () => {
  it("is there for each, with its formula as the description", () => {
    const queries = apiSchema().getQueryType()?.getFields() ?? {};
    for (const { name, formula } of METRICS) expect(queries[`${name}Report`]?.description).toContain(formula);
  });

  it("answers in total and by group, here by primary substance", async () => {
    const { completionRateReport: report } = await client.run(
      `{ completionRateReport(${WINDOW}, groupBy: [SUBSTANCE]) {
        metric unit total { numerator denominator value suppressed } groups { substance numerator denominator value } } }`,
    );
    expect(report).toMatchObject({ metric: "completionRate", unit: "SHARE" });
    expect(report.total).toEqual({ numerator: 3, denominator: 4, value: 0.75, suppressed: false });
    expect(report.groups).toEqual([
      { substance: -9, numerator: 0, denominator: 1, value: 0 },
      { substance: 2, numerator: 2, denominator: 2, value: 1 },
      { substance: 5, numerator: 1, denominator: 1, value: 1 },
    ]);
  });

  it("is narrowed by program, level, payer and substance", async () => {
    const rate = async (filter: string): Promise<unknown> => {
      const { completionRateReport } = await client.run(
        `{ completionRateReport(${WINDOW}, filter: {${filter}}) { total { denominator } } }`,
      );
      return completionRateReport.total.denominator;
    };
    expect(await rate(`programIds: ["${encodeId("program", programId)}"], edition: "ASAM3", levelCodes: ["2.1"]`)).toBe(
      4,
    );
    expect(await rate(`levelCodes: ["2.5"]`)).toBe(0);
    expect(await rate("substances: [2, 5]")).toBe(3);
    expect(await rate("payers: [4]")).toBe(4);
    expect(await rate("payers: [-9, 1]")).toBe(0);
  });

  it.each([
    ["to", `from: "2026-03-01", to: "2026-03-01"`, "a window of no day"],
    ["to", `from: "2016-03-01", to: "2026-04-01"`, "more than ten years"],
    ["groupBy", `${WINDOW}, groupBy: [BAND]`, "bands where there are none"],
    ["filter.bands", `${WINDOW}, filter: {bands: [1]}`, "the same in a filter"],
  ])("refuses at %s: %s", async (path, args) => {
    const { errors } = await client.execute(`{ completionRateReport(${args}) { metric } }`);
    expect(errors?.[0]?.extensions).toMatchObject({ code: "INVALID", field: path.split(".") });
  });

  it("takes the permission report.read, which every role has", async () => {
    const nobody = { ...harbour.actor("READ_ONLY"), grants: new Set<string>() };
    await expect(
      readReport(api.db, nobody, METRICS[0]!, { from: "2026-03-01", to: "2026-04-01" }),
    ).rejects.toMatchObject({ code: "FORBIDDEN" });
    const reader = await api.signIn(harbour, "READ_ONLY");
    const { lengthOfStayReport } = await reader.run(
      `{ lengthOfStayReport(${WINDOW}) { total { value median denominator } } }`,
    );
    expect(lengthOfStayReport.total).toEqual({ value: 1, median: 1, denominator: 4 });
  });
});

/** `rows-behind-a-number` */
describe("the rows behind a number", () => {
  it("are its records, page by page, with their stays", async () => {
    const found: string[] = [];
    let after: string | null = null;
    for (;;) {
      const answer: Record<string, Loose> = await client.run(
        `query ($after: String) { completionRateReport(${WINDOW}) { rows(first: 2, after: $after) {
          edges { node { id on amount enrollment { id dischargeReason } } } pageInfo { hasNextPage endCursor } } } }`,
        { after },
      );
      const { edges, pageInfo } = answer["completionRateReport"].rows;
      for (const { node } of edges) {
        expect(node).toMatchObject({ on: "2026-03-02", amount: 1, enrollment: { id: node.id, dischargeReason: 1 } });
        found.push(node.id);
      }
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
    expect(found.toSorted()).toEqual(stays.slice(0, 3).toSorted());
  });

  it("are of the part that was asked for", async () => {
    const ask = (part: string) =>
      client.execute(`{ completionRateReport(${WINDOW}) { rows(part: ${part}) { nodes { id } } } }`);
    expect((await ask("DENOMINATOR")).data["completionRateReport"].rows.nodes).toHaveLength(4);
    expect((await ask("BASELINE")).errors?.[0]?.extensions.code).toBe("INVALID");
  });

  it("are shown to who may read the records, not to who may only count them", async () => {
    const metric = (name: string) => METRICS.find((one) => one.name === name) as (typeof METRICS)[number];
    const rows = (name: string, ...grants: Permission[]) =>
      readReportRows(
        api.db,
        { ...harbour.actor("OWNER"), kind: "api_client", grants: new Set(grants) },
        metric(name),
        { from: "2026-03-01", to: "2026-04-01" },
        { part: "DENOMINATOR", first: 10 },
      );
    for (const [name, permission, other] of [
      ["completionRate", "enrollment.read", "referral.read"],
      ["referralAcceptance", "referral.read", "enrollment.read"],
    ] as const) {
      await expect(rows(name, "report.read", other)).rejects.toMatchObject({ code: "FORBIDDEN" });
      await expect(rows(name, "report.read", permission)).resolves.toMatchObject({ hasMore: false });
    }
  });

  it.each([
    "nonsense",
    Buffer.from(`["2026-03-02","x"]`).toString("base64url"),
    Buffer.from(`["2026-99-99","00000000-0000-0000-0000-000000000000"]`).toString("base64url"),
  ])("refuse a cursor of another list", async (after) => {
    const { errors } = await client.execute(
      `query ($after: String) { completionRateReport(${WINDOW}) { rows(after: $after) { nodes { id } } } }`,
      { after },
    );
    expect(errors?.[0]?.extensions).toMatchObject({ code: "INVALID", field: ["after"] });
  });
});

describe("the file of a report", () => {
  const ask = `{ completionRateReport(${WINDOW}, groupBy: [SUBSTANCE]) { csv } }`;

  it("is a line a group, and leaves its taker in the audit", async () => {
    const { completionRateReport } = await client.run(ask);
    expect(completionRateReport.csv.split("\r\n")).toHaveLength(6);
    const { auditEntries } = await client.run(`{ auditEntries(first: 1) { nodes { action reason } } }`);
    expect(auditEntries.nodes).toEqual([{ action: "report.export", reason: "completionRate" }]);
  });

  it("is not for a role that reads alone", async () => {
    const reader = await api.signIn(harbour, "READ_ONLY");
    const { data, errors } = await reader.execute(ask);
    expect(errors?.[0]?.extensions.code).toBe("FORBIDDEN");
    expect(data["completionRateReport"].csv).toBeNull();
  });
});

/** `small-cells-suppressed` */
describe("an answer for the outside", () => {
  it("withholds what is small, and has no rows", async () => {
    const { completionRateReport } = await client.run(
      `{ completionRateReport(${WINDOW}, groupBy: [SUBSTANCE], audience: OUTSIDE) {
        total { numerator denominator value suppressed } groups { substance numerator denominator value suppressed } } }`,
    );
    const nothing = { numerator: null, denominator: null, value: null, suppressed: true };
    expect(completionRateReport.total).toEqual(nothing);
    expect(completionRateReport.groups).toEqual([-9, 2, 5].map((substance) => ({ substance, ...nothing })));
    const { errors } = await client.execute(
      `{ completionRateReport(${WINDOW}, audience: OUTSIDE) { rows { nodes { id } } } }`,
    );
    expect(errors?.[0]?.extensions.code).toBe("INVALID");
  });
});

/** `partner-sees-its-own-referrals` */
describe("the numbers of referrals", () => {
  it("are of one side, and of one partner those between the two", async () => {
    const { programId: meadows } = await openProgram(api.db, meadow.actor("OWNER"));
    const { programId: quays } = await openProgram(api.db, quay.actor("OWNER"));
    const owner = harbour.actor("OWNER");
    // To Meadow two, of which one accepted; to Quay one, declined two hours later.
    const [first] = [
      await sentReferral(api.db, owner, [{ ...meadow, programId: meadows }]),
      await sentReferral(api.db, owner, [{ ...meadow, programId: meadows }]),
    ];
    const third = await sentReferral(api.db, owner, [{ ...quay, programId: quays }]);
    clock.advance(2 * 3_600_000);
    await api.db.run(meadow.actor("OWNER"), (tx) => acceptReferral(tx, { recipientId: first.recipientIds[0]! }));
    await api.db.run(quay.actor("OWNER"), (tx) =>
      declineReferral(tx, { recipientId: third.recipientIds[0]!, reason: "NO_CAPACITY" }),
    );
    // Declined after all: it was accepted once.
    await api.db.run(meadow.actor("OWNER"), (tx) =>
      declineReferral(tx, { recipientId: first.recipientIds[0]!, reason: "CLIENT_DECLINED" }),
    );
    const ask = async (who: OrganisationUnderTest, direction: string, partner?: OrganisationUnderTest) => {
      const args = `${WINDOW}, direction: ${direction}${partner ? `, partnerOrganisationId: "${encodeId("organisation", partner.organisationId)}"` : ""}`;
      const answer = await (
        await api.signIn(who)
      ).run(
        `{ referralAcceptanceReport(${args}) { total { numerator denominator } rows { nodes { id } } }
           timeToFirstResponseReport(${args}) { total { median denominator apart } } }`,
      );
      const { numerator, denominator } = answer["referralAcceptanceReport"].total;
      const { median, apart } = answer["timeToFirstResponseReport"].total;
      return {
        accepted: numerator,
        sent: denominator,
        rows: answer["referralAcceptanceReport"].rows.nodes.length,
        median,
        apart,
      };
    };
    expect(await ask(harbour, "SENT")).toEqual({ accepted: 1, sent: 3, rows: 1, median: 2, apart: 1 });
    expect(await ask(harbour, "SENT", meadow)).toEqual({ accepted: 1, sent: 2, rows: 1, median: 2, apart: 1 });
    expect(await ask(harbour, "RECEIVED")).toEqual({ accepted: 0, sent: 0, rows: 0, median: null, apart: 0 });
    // The partner's own view: what Harbour sent to others is not there.
    expect(await ask(meadow, "RECEIVED", harbour)).toEqual({ accepted: 1, sent: 2, rows: 1, median: 2, apart: 1 });
    expect(await ask(quay, "RECEIVED")).toEqual({ accepted: 0, sent: 1, rows: 0, median: 2, apart: 0 });
    expect(await ask(quay, "RECEIVED", meadow)).toEqual({ accepted: 0, sent: 0, rows: 0, median: null, apart: 0 });
  });
});
