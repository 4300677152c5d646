import { careEntities, dischargeEnrollment, Enrollment, recordContactConsent, updateClient } from "@causeway/care";
import { admittedEnrollment, dischargeRecord, newClient } from "@causeway/care/factory";
import { identityEntities } from "@causeway/identity";
import { liveOrganisation, type OrganisationUnderTest } from "@causeway/identity/factory";
import { createLogger, MovableClock } from "@causeway/kernel";
import { messagingEntities, reveals, suppressClient } from "@causeway/messaging";
import { openTestDatabase, type TestDatabase } from "@causeway/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { allWork } from "../handlers.ts";
import { startWorker, type WorkerHost } from "../host.ts";
import { configFor, prepareJobs } from "../parties.factory.ts";

const entities = [...identityEntities, ...careEntities, ...messagingEntities];
const START = new Date("2026-03-02T15:00:00Z");
const clock = new MovableClock(START);

let t: TestDatabase;
let host: WorkerHost;
let harbour: OrganisationUnderTest;
let admin: ReturnType<OrganisationUnderTest["actor"]>;

beforeAll(async () => {
  t = await openTestDatabase({ entities, clock });
  await prepareJobs(t.clone);
  harbour = await liveOrganisation(t.db, { name: "Harbour Recovery" });
  admin = harbour.actor("ADMIN");
  host = await startWorker({
    config: configFor(t.clone),
    clock,
    logger: createLogger("test", "fatal"),
    entities,
    work: allWork,
    idleMs: 20,
  });
});
afterAll(async () => {
  await host?.close();
  await t?.close();
});
beforeEach(() => clock.set(START));

/** Someone who left on the first day, in a zone of their own; followed if they completed. */
let made = 0;
async function discharged(
  options: { reason?: number; zone?: string | null; optIn?: boolean; emailSafe?: boolean } = {},
) {
  const zone = options.zone === undefined ? "America/Los_Angeles" : options.zone;
  const email = `robin-${(made += 1)}@example.org`;
  const { clientId } = await newClient(t.db, admin, {
    details: { email, emailSafe: options.emailSafe ?? true },
    timeZone: zone,
  });
  const { enrollmentId } = await admittedEnrollment(t.db, admin, { clientId });
  await t.db.run(admin, async (tx) => {
    const row = await tx.get(Enrollment, enrollmentId);
    await tx.update(Enrollment, row, { state: "ACTIVE", firstSessionOn: "2026-03-02" });
    if (options.optIn ?? true) await recordContactConsent(tx, { clientId, channel: "EMAIL", purpose: "CHECK_IN" });
    const { reason = 1 } = options;
    await dischargeEnrollment(tx, {
      enrollmentId,
      dischargedOn: "2026-03-02",
      reason,
      ...dischargeRecord,
      ...(reason === 6 ? { dispositionCode: "DECEASED" as const } : {}),
      ...(reason === 4 ? { destination: "Elsewhere" } : {}),
    });
  });
  await host.idle();
  return { clientId, email };
}

type Left = Awaited<ReturnType<typeof discharged>>;
const read = <R extends object>(sql: string, values: unknown[]) => t.db.readWith<R>(admin, { sql, values });
const checkIns = (clientId: string) =>
  read<{ id: string; day_offset: number; due_on: string; state: string }>(
    "select c.id, c.day_offset, c.due_on::text, c.state from check_ins c join alumni a on a.id = c.alumnus_id where a.client_id = $1 order by c.due_on",
    [clientId],
  );
const mails = (clientId: string) =>
  read<{ body_text: string; subject: string; from_name: string; state: string }>(
    "select subject, body_text, from_name, state from messages where client_id = $1 order by created_at",
    [clientId],
  );
const suppressed = (clientId: string) =>
  read<{ suppressed_reason: string }>(
    "select t.suppressed_reason from check_in_attempts t join check_ins c on c.id = t.check_in_id join alumni a on a.id = c.alumnus_id where a.client_id = $1 and t.outcome = 'SUPPRESSED'",
    [clientId],
  );
const goTo = async (at: string) => {
  clock.set(new Date(at));
  await host.idle();
};

describe("check-ins of alumni", () => {
  it("alumni-followed: who completed has check-ins on the days of the cadence, others only when they ask", async () => {
    const completed = await discharged();
    expect((await checkIns(completed.clientId)).map((one) => [one.day_offset, one.due_on, one.state])).toEqual([
      [7, "2026-03-09", "DUE"],
      [30, "2026-04-01", "DUE"],
      [60, "2026-05-01", "DUE"],
      [90, "2026-05-31", "DUE"],
      [180, "2026-08-29", "DUE"],
      [365, "2027-03-02", "DUE"],
    ]);
    expect(await checkIns((await discharged({ reason: 2 })).clientId)).toEqual([]);
    expect(await checkIns((await discharged({ reason: 6 })).clientId)).toEqual([]);
  });

  it("contact-quiet-hours: one neutral mail goes out at eight in the morning there, and not before", async () => {
    const { clientId } = await discharged();
    await goTo("2026-03-09T14:59:00Z");
    expect(await mails(clientId)).toEqual([]);
    await goTo("2026-03-09T15:00:00Z");
    const [mail, ...others] = await mails(clientId);
    expect(others).toEqual([]);
    expect(mail).toMatchObject({ subject: "Checking in", state: "SENT" });
    expect(reveals(`${mail?.subject} ${mail?.body_text} ${mail?.from_name}`)).toEqual([]);
    expect(mail?.body_text).not.toContain("Robin");
    expect(mail?.body_text).toMatch(/https:\/\/app\.example\.org\/u\/[\w-]{43}/);
    await goTo("2026-03-17T09:00:00Z");
    expect((await checkIns(clientId))[0]).toMatchObject({ state: "NOT_REACHED" });
  });

  it("contact-quiet-hours: a worker that was away in the morning waits for the next one", async () => {
    const { clientId } = await discharged({ zone: null });
    await goTo("2026-03-10T03:00:00Z");
    expect(await mails(clientId)).toEqual([]);
    await goTo("2026-03-10T17:59:00Z");
    expect(await mails(clientId)).toEqual([]);
    await goTo("2026-03-10T18:00:00Z");
    expect(await mails(clientId)).toHaveLength(1);
  });

  it.each([
    ["contact-needs-opt-in", { optIn: false }, async () => undefined, "NO_OPT_IN"],
    ["contact-safe-address", { emailSafe: false }, async () => undefined, "UNSAFE_ADDRESS"],
    [
      "contact-do-not-contact",
      {},
      ({ clientId }: Left) => t.db.run(admin, (tx) => updateClient(tx, { clientId, doNotContact: true })),
      "DO_NOT_CONTACT",
    ],
    [
      "contact-stop",
      {},
      ({ clientId, email }: Left) =>
        t.db.run(admin, (tx) => suppressClient(tx, { clientId, address: email, secret: configFor(t.clone).secret })),
      "SUPPRESSED",
    ],
  ])("%s: nothing is sent, and the log says why", async (_, options, change, reason) => {
    const left = await discharged(options);
    const { clientId } = left;
    await change(left);
    await goTo("2026-03-09T18:00:00Z");
    expect(await mails(clientId)).toEqual([]);
    expect(await suppressed(clientId)).toEqual([{ suppressed_reason: reason }]);
  });
});
