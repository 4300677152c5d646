import { accountingOfDisclosures } from "@causeway/care";
import { openProgram, sentReferral } from "@causeway/care/factory";
import type { TestReferral } from "@causeway/care/factory";
import { liveOrganisation, type OrganisationUnderTest } from "@causeway/identity/factory";
import { MovableClock, encodeId, newId } from "@causeway/kernel";
import { figure, startBrowser } from "@causeway/testing";
import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openTestApi, type TestApi } from "../testing/open-test-api.ts";

let api: TestApi;
let harbour: OrganisationUnderTest;
let meadow: OrganisationUnderTest;
let referral: TestReferral;
let recipient: string;
let client: string;
const clock = new MovableClock(new Date("2026-03-02T15:00:00Z"));

beforeAll(async () => {
  api = await openTestApi({ clock });
  harbour = await liveOrganisation(api.db, { name: "Harbour <House>" });
  meadow = await liveOrganisation(api.db, { name: "Meadow" });
  const { programId } = await openProgram(api.db, meadow.actor("ADMIN"), { capacity: 10 });
  referral = await sentReferral(api.db, harbour.actor("INTAKE"), [
    { programId, organisationId: meadow.organisationId },
  ]);
  recipient = encodeId("referral_recipient", referral.recipientIds[0] ?? "");
  client = encodeId("client", referral.clientId);
});
afterAll(() => api?.close());

const BREAK = `mutation ($input: BreakGlassInput!) { breakGlass(input: $input) {
  referral { packetState packet { notice redisclosure { rule may never } sections { category } }
    emergencies { personnel affiliation openedByName closesAt } } userErrors { code reason path } } }`;
const RECORD = `mutation ($input: RecordDisclosureInput!) { recordDisclosure(input: $input) {
  disclosureId userErrors { code reason path message } } }`;
const ACCOUNTING = `query ($id: ID!, $first: Int, $after: String, $until: DateTime) {
  accountingOfDisclosures(clientId: $id, first: $first, after: $after, until: $until) {
    id kind legalBasis recipientName recipientAffiliation redisclosureRule reference manner } }`;
const why = {
  personnel: "Dr. Adeyemi",
  affiliation: "Meadow Emergency Unit",
  nature: "Seizure",
  consentUnobtainable: "Not able to speak",
};

it("emergency-recorded: a clinician opens a packet in an emergency; the mark and the notice come with it", async () => {
  const intake = await api.signIn(meadow, "INTAKE");
  expect((await intake.execute(BREAK, { input: { id: recipient, ...why } })).errors?.[0]?.extensions.code).toBe(
    "FORBIDDEN",
  );
  const clinician = await api.signIn(meadow, "CLINICIAN");
  const { breakGlass } = await clinician.run(BREAK, { input: { id: recipient, ...why } });
  expect(breakGlass).toMatchObject({
    userErrors: [],
    referral: {
      packetState: "OPEN",
      packet: {
        notice: "42 CFR part 2 prohibits unauthorized use or disclosure of these records.",
        redisclosure: {
          rule: "PROHIBITED",
          may: expect.stringContaining("2.33"),
          never: expect.stringContaining("2.12(d)"),
        },
      },
      emergencies: [{ personnel: why.personnel, affiliation: why.affiliation, closesAt: "2026-03-02T19:00:00.000Z" }],
    },
  });
  const again = await clinician.run(BREAK, { input: { id: recipient, ...why } });
  expect(again.breakGlass.userErrors).toMatchObject([{ code: "CONFLICT", reason: "ALREADY_OPENED" }]);
});

it("legal-basis-named: a subpoena alone is refused in words; an order stands in the accounting beside the reads", async () => {
  const admin = await api.signIn(harbour, "ADMIN");
  const input = {
    legalBasis: "COURT_ORDER",
    clientId: client,
    recipientName: "Clerk <b>of</b> the court",
    recipientAffiliation: "Superior Court",
    purpose: "LEGAL_PROCEEDING",
    categories: ["TREATMENT_HISTORY"],
    at: "2026-03-01T12:00:00Z",
    manner: "PAPER",
    reference: "=2026-CV-17",
    document: "SUBPOENA",
    requirementsConfirmed: true,
  };
  expect((await admin.run(RECORD, { input })).recordDisclosure).toMatchObject({
    disclosureId: null,
    userErrors: [{ code: "INVALID", reason: "ORDER_NEEDED", path: ["document"] }],
  });
  const missing = { ...input, legalBasis: null };
  expect((await admin.execute(RECORD, { input: missing })).errors).toHaveLength(1);
  const { recordDisclosure } = await admin.run(RECORD, { input: { ...input, document: "COURT_ORDER" } });
  expect(recordDisclosure.userErrors).toEqual([]);
  const lines = (await admin.run(ACCOUNTING, { id: client })).accountingOfDisclosures;
  expect(lines).toMatchObject([
    {
      kind: "READ",
      legalBasis: "MEDICAL_EMERGENCY",
      recipientName: "Meadow: Dr. Adeyemi",
      redisclosureRule: "PROHIBITED",
    },
    { kind: "DELIVERY", legalBasis: "COURT_ORDER", reference: "=2026-CV-17", manner: "PAPER", redisclosureRule: null },
  ]);
  expect(lines[1].id).toBe(recordDisclosure.disclosureId);
  const page = (variables: object) => admin.run(ACCOUNTING, { id: client, first: 1, ...variables });
  expect((await page({})).accountingOfDisclosures).toEqual([lines[0]]);
  expect((await page({ after: lines[0].id })).accountingOfDisclosures).toEqual([lines[1]]);
  expect((await page({ until: "2026-03-01T12:00:00Z" })).accountingOfDisclosures).toEqual([]);
});

it("accounting-of-disclosures: one page to print and one file, of who, what, when, why and on what basis", async () => {
  const admin = await api.signIn(harbour, "ADMIN");
  const page = await admin.fetch(`/accounting/${client}`);
  expect([page.status, page.headers.get("content-type"), page.headers.get("cache-control")]).toEqual([
    200,
    "text/html; charset=utf-8",
    "no-store",
  ]);
  const html = await page.text();
  for (const told of [
    "Harbour &lt;House&gt;",
    "Robin Harper",
    "Meadow: Dr. Adeyemi, Meadow Emergency Unit",
    "Medical emergency (42 CFR 2.51)",
    "Court order (42 CFR 2.61 to 2.67)",
    "Clerk &lt;b&gt;of&lt;/b&gt; the court",
    "42 CFR part 2 prohibits unauthorized use or disclosure of these records.",
    "Not to be disclosed further without a written consent",
  ])
    expect(html).toContain(told);
  expect(html).not.toMatch(/<script|<b>of/);
  const csv = await (await admin.fetch(`/accounting/${client}/csv`)).text();
  expect(csv.split("\r\n")[0]).toBe(
    "When,Who received it,What,Why,On what basis,How,What the recipient may do further",
  );
  expect(csv.trim().split("\r\n")).toHaveLength(3);
  const later = await (await admin.fetch(`/accounting/${client}?from=2026-03-02`)).text();
  expect(later).not.toContain("Court order");
  // The last day is among it, as a day where the organisation is.
  const before = await (await admin.fetch(`/accounting/${client}?from=2026-02-01&to=2026-03-01`)).text();
  expect(before).toContain("Court order");
  expect(before).not.toContain("Dr. Adeyemi");
  const { auditEntries } = await admin.run(
    `query { auditEntries(action: "accounting.print") { nodes { clientId fields } } }`,
  );
  expect(auditEntries.nodes).toHaveLength(4);
});

it("existence-is-a-disclosure: the page is for who may read it, and another's client is nobody", async () => {
  const get = async (who: { fetch: typeof fetch } | { fetch(path: string): Promise<Response> }, path: string) => {
    const answer = await (who as { fetch(path: string): Promise<Response> }).fetch(path);
    return [answer.status, await answer.text()];
  };
  const stranger = await api.signIn(meadow, "ADMIN");
  const missing = `/accounting/${encodeId("client", newId())}`;
  const foreign = await get(stranger, `/accounting/${client}`);
  expect(foreign).toEqual(await get(stranger, missing));
  expect(foreign[0]).toBe(404);
  expect((await get(api.anonymous(), `/accounting/${client}`))[0]).toBe(401);
  expect((await get(await api.signIn(harbour, "READ_ONLY"), `/accounting/${client}`))[0]).toBe(403);
  expect((await get(await api.signIn(harbour, "ADMIN"), `/accounting/nonsense`))[0]).toBe(400);
  expect((await get(await api.signIn(harbour, "ADMIN"), `/accounting/${client}?from=x`))[0]).toBe(400);
  expect(api.log.join("\n")).not.toContain(client);
});

it("accounting-of-disclosures: holds ten thousand lines, on the screen and on paper", async () => {
  const connection = new pg.Client({ connectionString: api.clone.adminUrl });
  await connection.connect();
  await connection.query(
    `insert into disclosures (id, sender_organisation_id, recipient_organisation_id, recipient_name, kind, client_id, purpose, categories, legal_basis, actor_kind, at)
     select gen_random_uuid(), $1, $2, 'Meadow', 'EXPORT', $3, 'AUDIT_EVALUATION', '{TEDS_ADMISSION}', 'AUDIT_EVALUATION', 'person', $4::timestamptz - make_interval(mins => n)
     from generate_series(1, 10000) n`,
    [harbour.organisationId, meadow.organisationId, referral.clientId, clock.now()],
  );
  await connection.end();
  const admin = await api.signIn(harbour, "ADMIN");
  const begun = performance.now();
  const html = await (await admin.fetch(`/accounting/${client}`)).text();
  const took = performance.now() - begun;
  expect(html.match(/<tr>/g)).toHaveLength(10_003);
  const all = new Set<string>();
  for (let after: string | null = null; ;) {
    const page: { id: string }[] = (await admin.run(ACCOUNTING, { id: client, first: 1000, after }))
      .accountingOfDisclosures;
    for (const line of page) all.add(line.id);
    if (page.length < 1000) break;
    after = page.at(-1)?.id ?? null;
  }
  expect(all.size).toBe(10_002);
  const statement = accountingOfDisclosures(referral.clientId, new Date(0), { limit: 20_000 });
  expect(await api.db.readWith(harbour.actor("ADMIN"), statement)).toHaveLength(10_002);
  figure(
    "accounting-of-disclosures",
    `10,002 lines on one page in ${Math.round(took)} ms, ${(html.length / 1e6).toFixed(1)} MB`,
  );

  const browser = await startBrowser();
  try {
    const context = await browser.newContext({ viewport: { width: 1200, height: 800 } });
    const shown = await context.newPage();
    const refused: string[] = [];
    shown.on("console", (message) => refused.push(message.text()));
    const short = await (await admin.fetch(`/accounting/${client}?from=2026-03-02`)).text();
    await shown.setContent(short);
    expect(await shown.locator("tbody tr").count()).toBeGreaterThan(2);
    expect(await shown.locator("h1").textContent()).toBe("Accounting of disclosures");
    const shots = process.env["CAUSEWAY_SCREENSHOTS"];
    if (shots) {
      await shown.screenshot({ path: `${shots}/accounting.png` });
      await shown.setViewportSize({ width: 390, height: 800 });
      await shown.screenshot({ path: `${shots}/accounting-phone.png` });
      await shown.emulateMedia({ media: "print" });
      await shown.setViewportSize({ width: 1056, height: 816 });
      await shown.screenshot({ path: `${shots}/accounting-print.png` });
    }
    expect(refused).toEqual([]);
  } finally {
    await browser.close();
  }
});

it("emergency-recorded: who disclosed in an emergency is not offered its review, another is", async () => {
  const admin = await api.signIn(harbour, "ADMIN");
  const RECORD_EMERGENCY = `mutation ($input: RecordEmergencyDisclosureInput!) { recordEmergencyDisclosure(input: $input) {
    userErrors { code path message } } }`;
  const input = {
    clientId: client,
    recipientName: why.personnel,
    recipientAffiliation: why.affiliation,
    disclosedBy: "Sam Admin",
    nature: why.nature,
    consentUnobtainable: why.consentUnobtainable,
    categories: ["MEDICATIONS"],
    manner: "VERBAL",
    at: "2026-03-02T14:00:00Z",
  };
  expect((await admin.run(RECORD_EMERGENCY, { input })).recordEmergencyDisclosure.userErrors).toEqual([]);
  const REVIEWS =
    "{ viewer { membership { id } } emergencyReviews(open: true) { nodes { openedBy availableActions access { canReview } emergencyAccessId } } }";
  const seen = await admin.run(REVIEWS);
  const own = { openedBy: seen.viewer.membership.id, emergencyAccessId: null };
  expect(seen.emergencyReviews.nodes).toContainEqual({ ...own, availableActions: [], access: { canReview: false } });
  const owner = await (await api.signIn(harbour, "OWNER")).run(REVIEWS);
  expect(owner.emergencyReviews.nodes).toContainEqual({
    ...own,
    availableActions: ["reviewEmergency"],
    access: { canReview: true },
  });
});
