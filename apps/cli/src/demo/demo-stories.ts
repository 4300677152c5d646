import type { CloseReason, LocalDischargeReason, TedsRecord } from "@causeway/care";
import {
  ANSWERED_AT_DISCHARGE,
  NOT_KNOWN,
  admitEnrollment,
  beginFollowing,
  closeEnrollment,
  createClient,
  dischargeEnrollment,
  offerEnrollment,
  openEnrollment,
  preScreenEnrollment,
  recordAttendance,
  recordContactConsent,
  scheduleSession,
  startLeave,
  waitlistEnrollment,
} from "@causeway/care";
import type { Database } from "@causeway/database";
import type { MovableClock } from "@causeway/kernel";
import { jobActor } from "@causeway/kernel";
import type { Seeded } from "../seeded.ts";
import { demoFacts } from "./demo-facts.rules.ts";
import type { DemoTenant } from "./demo-organisations.ts";
import { FAMILY, GIVEN } from "./demo-people.rules.ts";
import { demoPlan } from "./demo-treatment.ts";

export interface DemoWorld {
  readonly db: Database;
  /** Moved to and fro: each story happens in a past of its own. */
  readonly clock: MovableClock;
  /** The present. */
  readonly now: Date;
  readonly chance: Seeded;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Puts the clock so many hours before the present; negative lies ahead. */
export function hoursAgo(world: DemoWorld, hours: number): Date {
  const at = new Date(world.now.getTime() - hours * HOUR);
  world.clock.set(at);
  return at;
}

/** The client of a story, made at its first telling. Null when the story was told before. */
export async function demoClient(
  world: DemoWorld,
  tenant: DemoTenant,
  key: string,
): Promise<{ clientId: string; name: string } | null> {
  const externalId = `demo/${key}`;
  const [known] = await world.db.readWith(jobActor(tenant.organisationId, "demo"), {
    sql: "select 1 from clients where external_id = $1",
    values: [externalId],
  });
  if (known) return null;
  const chance = world.chance.of(`${tenant.key} ${key}`);
  const sex = chance.pick(["FEMALE", "MALE"] as const);
  const details = {
    givenName: chance.pick(GIVEN[sex]),
    familyName: chance.pick(FAMILY),
    birthDate: `${chance.between(1958, 2003)}-${String(chance.between(1, 12)).padStart(2, "0")}-${String(chance.between(1, 28)).padStart(2, "0")}`,
    sex,
    email: `client-${chance.between(1000, 9999)}@mail.example`,
    phone: `+1202555${String(chance.between(100, 199)).padStart(4, "0")}`,
    postalCode: "01103",
    phoneShared: chance.chance(0.15),
    voicemailAllowed: chance.chance(0.5),
    preferredChannel: chance.pick(["EMAIL", "SMS", "VOICE"] as const),
    preferredLanguage: chance.pick(["en", "en", "en", "es"]),
    bestTime: chance.pick(["MORNING", "AFTERNOON", "EVENING"] as const),
  };
  const { clientId } = await world.db.run(tenant.actor("INTAKE"), (tx) =>
    createClient(tx, {
      details,
      timeZone: tenant.timeZone,
      ...demoFacts(chance),
      externalId,
    }),
  );
  return { clientId, name: `${details.givenName} ${details.familyName}` };
}

type Stay =
  | { readonly ends: "INQUIRY" | "PRE_SCREENED" | "WAITLISTED" | "OFFERED" | "ADMITTED" | "ACTIVE" | "ON_LEAVE" }
  | { readonly ends: "CLOSED_NOT_ADMITTED"; readonly reason: CloseReason }
  | { readonly ends: "DISCHARGED"; readonly reason: LocalDischargeReason; readonly weeks: number };

/** What a demonstration shows of stays; each is one client in one program. */
export const STAYS: readonly Stay[] = [
  { ends: "INQUIRY" },
  { ends: "PRE_SCREENED" },
  { ends: "WAITLISTED" },
  { ends: "OFFERED" },
  { ends: "ADMITTED" },
  { ends: "ACTIVE" },
  { ends: "ACTIVE" },
  { ends: "ACTIVE" },
  { ends: "ON_LEAVE" },
  { ends: "CLOSED_NOT_ADMITTED", reason: "DECLINED" },
  { ends: "DISCHARGED", reason: "COMPLETED", weeks: 8 },
  { ends: "DISCHARGED", reason: "COMPLETED", weeks: 12 },
  { ends: "DISCHARGED", reason: "LOST_CONTACT", weeks: 3 },
  { ends: "DISCHARGED", reason: "MOVED", weeks: 5 },
];

/** TEDS SERVICES by level, for SERVICES_D. */
const SERVICE_OF: Readonly<Record<string, number>> = { "1": 7, "2.1": 6, "2.5": 6, "3.5": 4 };

/** Tells one stay from the inquiry to where it stands now. */
export async function tellStay(
  world: DemoWorld,
  tenant: DemoTenant,
  program: { key: string; level: string },
  index: number,
): Promise<void> {
  const stay = STAYS[index];
  const programId = tenant.programs.get(program.key);
  if (!stay || !programId) return;
  const { db } = world;
  const weeks = stay.ends === "DISCHARGED" ? stay.weeks + 2 + index : 2 + (index % 4);
  const began = weeks * 7 * 24;
  hoursAgo(world, began);
  const client = await demoClient(world, tenant, `stay/${program.key}/${index}`);
  if (!client) return;
  const intake = tenant.actor("INTAKE");
  const clinician = tenant.actor("CLINICIAN");
  const { enrollmentId } = await db.run(intake, (tx) => openEnrollment(tx, { clientId: client.clientId, programId }));
  const stages = ["INQUIRY", "PRE_SCREENED", "WAITLISTED", "OFFERED", "ADMITTED", "ACTIVE"] as const;
  const reached = stages.indexOf(
    (stages as readonly string[]).includes(stay.ends) ? (stay.ends as "INQUIRY") : "ACTIVE",
  );
  if (stay.ends === "CLOSED_NOT_ADMITTED") {
    hoursAgo(world, began - 26);
    await db.run(intake, (tx) => closeEnrollment(tx, { enrollmentId, reason: stay.reason }));
    return;
  }
  if (reached >= 1) {
    hoursAgo(world, began - 3);
    await db.run(intake, (tx) => preScreenEnrollment(tx, { enrollmentId }));
  }
  if (stay.ends === "WAITLISTED")
    await db.run(intake, (tx) => waitlistEnrollment(tx, { enrollmentId, waitingReason: "CLIENT_REQUEST" }));
  if (reached >= 3) {
    hoursAgo(world, began - 24);
    await db.run(intake, (tx) => offerEnrollment(tx, { enrollmentId }));
  }
  if (reached >= 4) {
    hoursAgo(world, began - 48);
    await db.run(intake, (tx) => admitEnrollment(tx, { enrollmentId }));
  }
  if (reached < 5) return;
  await assessAndPlan(world, tenant, enrollmentId, began - 50);
  const ended = stay.ends === "DISCHARGED" ? began - 48 - stay.weeks * 7 * 24 : 0;
  // A session now and then, one of them missed.
  for (let hours = began - 72; hours > Math.max(ended, 24); hours -= 336) {
    const missed =
      hours < began - 200 && world.chance.of(`${tenant.key} ${program.key} ${index} ${hours}`).chance(0.15);
    await attend(world, tenant, programId, enrollmentId, hours, missed);
  }
  if (stay.ends === "ON_LEAVE") {
    hoursAgo(world, 20);
    const until = new Date(world.now.getTime() + 6 * DAY).toISOString().slice(0, 10);
    await db.run(clinician, (tx) => startLeave(tx, { enrollmentId, reason: "Family matters", until }));
  }
  if (stay.ends === "DISCHARGED") {
    const at = hoursAgo(world, ended);
    const isFollowed = stay.reason === "COMPLETED";
    if (isFollowed) {
      const consent = { clientId: client.clientId, channel: "EMAIL", purpose: "CHECK_IN" } as const;
      await db.run(tenant.actor("OWNER"), (tx) => recordContactConsent(tx, consent));
    }
    await db.run(clinician, (tx) =>
      dischargeEnrollment(tx, {
        enrollmentId,
        dischargedOn: dayIn(at, tenant.timeZone),
        localReason: stay.reason,
        servicesAtDischarge: SERVICE_OF[program.level] ?? 7,
        dispositionCode: stay.reason === "LOST_CONTACT" ? "UNKNOWN" : "HOME",
        disposition: isFollowed ? "Home, with a weekly group" : "Home",
        aftercarePlan: "Weekly outpatient group; contacts for a hard day are agreed.",
        tedsDischarge: outcomesOf(world.chance.of(`${tenant.key} ${program.key} ${index} outcomes`), stay.reason),
      }),
    );
    // The worker does the same when it hears of the discharge, and finds it done.
    if (isFollowed) await db.run(jobActor(tenant.organisationId, "demo"), (tx) => beginFollowing(tx, { enrollmentId }));
  }
}

/** What a first session asks for, so many hours before the present. */
export async function assessAndPlan(
  world: DemoWorld,
  tenant: DemoTenant,
  enrollmentId: string,
  hours: number,
): Promise<void> {
  const at = hoursAgo(world, hours);
  const today = dayIn(at, tenant.timeZone);
  const review = dayIn(new Date(at.getTime() + 30 * DAY), tenant.timeZone);
  await demoPlan(world.db, tenant.actor("CLINICIAN"), enrollmentId, { today, review });
}

/** Outcomes as a clinician enters them; of somebody who was lost, nothing is known. */
function outcomesOf(chance: Seeded, reason: LocalDischargeReason): TedsRecord {
  if (reason === "LOST_CONTACT") return Object.fromEntries(ANSWERED_AT_DISCHARGE.map((field) => [field, NOT_KNOWN]));
  const completed = reason === "COMPLETED";
  return {
    SUB1_D: chance.pick([2, 4, 5, 7, 10]),
    FREQ1_D: completed ? 1 : chance.pick([1, 2]),
    LIVARAG_D: chance.pick([2, 3, 3]),
    EMPLOY_D: completed ? chance.pick([1, 1, 2]) : chance.pick([2, 3]),
    ARRESTS_D: 0,
    FREQ_ATND_SELF_HELP_D: completed ? chance.pick([3, 4]) : chance.pick([1, 2]),
  };
}

export async function attend(
  world: DemoWorld,
  tenant: DemoTenant,
  programId: string,
  enrollmentId: string,
  hours: number,
  missed = false,
): Promise<void> {
  const startsAt = new Date(Math.floor(hoursAgo(world, hours).getTime() / HOUR) * HOUR);
  hoursAgo(world, hours - 3.5);
  await world.db.run(tenant.actor("CLINICIAN"), async (tx) => {
    const { sessionId } = await scheduleSession(tx, {
      programId,
      startsAt,
      minutes: 180,
      modality: "GROUP",
      title: "Group",
    });
    const outcome = missed ? ("NO_SHOW" as const) : ("ATTENDED" as const);
    await recordAttendance(tx, { sessionId, roster: [{ enrollmentId, outcome, ...(missed ? {} : { minutes: 180 }) }] });
  });
}

/** YYYY-MM-DD where the organisation is. */
export function dayIn(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone }).format(at);
}
