import { EmergencyReview, Task, breakGlass, careEntities } from "@causeway/care";
import { openProgram, sentReferral } from "@causeway/care/factory";
import { Database } from "@causeway/database";
import { identityEntities } from "@causeway/identity";
import type { OrganisationUnderTest } from "@causeway/identity/factory";
import { liveOrganisation } from "@causeway/identity/factory";
import { MovableClock, createLogger } from "@causeway/kernel";
import { messagingEntities } from "@causeway/messaging";
import { type DatabaseClone, cloneDatabase } from "@causeway/testing";
import { afterAll, beforeAll, expect, it } from "vitest";
import { allWork } from "../handlers.ts";
import { type WorkerHost, startWorker } from "../host.ts";
import { ask, configFor, prepareJobs } from "../parties.factory.ts";

const entities = [...identityEntities, ...careEntities, ...messagingEntities];
const clock = new MovableClock(new Date("2026-03-09T14:00:00Z"));
let clone: DatabaseClone;
let db: Database;
let host: WorkerHost;
let harbour: OrganisationUnderTest;
let meadow: OrganisationUnderTest;

beforeAll(async () => {
  clone = await cloneDatabase();
  await prepareJobs(clone);
  db = await Database.open({ urls: clone.urls, entities, clock });
  harbour = await liveOrganisation(db, { name: "Harbour" });
  meadow = await liveOrganisation(db, { name: "Meadow" });
  host = await startWorker({
    config: configFor(clone),
    clock,
    logger: createLogger("test", "fatal"),
    entities,
    work: allWork,
    idleMs: 20,
  });
});
afterAll(async () => {
  await host?.close();
  await db?.close();
  await clone?.drop();
});

it("emergency-recorded: the discloser is told at once, by number alone, and reviews it within a business day", async () => {
  const { programId } = await openProgram(db, meadow.actor("ADMIN"));
  const referral = await sentReferral(db, harbour.actor("INTAKE"), [
    { programId, organisationId: meadow.organisationId },
  ]);
  const [recipientId = ""] = referral.recipientIds;
  const { emergencyAccessId } = await db.run(meadow.actor("CLINICIAN"), (tx) =>
    breakGlass(tx, {
      recipientId,
      personnel: "Dr. Adeyemi",
      affiliation: "Emergency unit",
      nature: "Overdose",
      consentUnobtainable: "Unconscious",
    }),
  );
  const reviewOf = (organisation: OrganisationUnderTest) =>
    db.run(organisation.actor("ADMIN"), (tx) => tx.findOne(EmergencyReview, { emergencyAccessId }));
  await expect.poll(() => reviewOf(harbour), { timeout: 20_000 }).not.toBeNull();
  const review = await reviewOf(harbour);
  expect(review).toMatchObject({ clientId: referral.clientId, outcome: null });
  expect(review?.dueAt).toEqual(new Date("2026-03-10T22:00:00Z"));
  const [task] = await db.run(harbour.actor("ADMIN"), (tx) => tx.find(Task, { subjectId: review?.id ?? "" }));
  expect(task).toMatchObject({ kind: "EMERGENCY_REVIEW", assignedRole: "ADMIN", state: "OPEN" });
  expect(await reviewOf(meadow)).toMatchObject({ clientId: null, outcome: null });

  const notices = await ask<{ title: string; link: string }>(
    clone,
    "select title, link from notifications where organisation_id = $1 and kind = 'referral.emergency'",
    [harbour.organisationId],
  );
  // Owner and administrator.
  expect(notices).toHaveLength(2);
  for (const { title, link } of notices) {
    expect(title).toMatch(/^\S+: it was opened without waiting; please review$/);
    expect(link).toMatch(/^\/referrals\/referral_\w+$/);
  }
  const told = await ask<{ said: string }>(
    clone,
    "select to_jsonb(o)::text as said from outbox o union all select to_jsonb(d)::text from dispatches d union all select to_jsonb(m)::text from messages m",
  );
  expect(told.length).toBeGreaterThan(0);
  for (const { said } of told) expect(said).not.toMatch(/Adeyemi|Overdose|Unconscious|Harper/);
});
