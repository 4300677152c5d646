import type { Database } from "@causeway/database";
import type { Actor } from "@causeway/kernel";
import { plannedEnrollment } from "../treatment/treatment.factory.ts";
import { recordAttendance } from "./attendance.service.ts";
import { scheduleSession } from "./session.service.ts";
import type { CreateTemplateInput } from "./template.service.ts";
import { createTemplate } from "./template.service.ts";

type Options = Parameters<typeof plannedEnrollment>[2];

/** A stay that has begun: admitted and planned for, with one three-hour group attended today. */
export async function activeEnrollment(
  db: Database,
  actor: Actor,
  options: Options = {},
): Promise<Awaited<ReturnType<typeof plannedEnrollment>> & { sessionId: string }> {
  const enrollment = await plannedEnrollment(db, actor, options);
  const sessionId = await db.run(actor, async (tx) => {
    const session = await scheduleSession(tx, {
      programId: enrollment.programId,
      startsAt: tx.now,
      minutes: 180,
      modality: "GROUP",
    });
    await recordAttendance(tx, {
      ...session,
      roster: [{ enrollmentId: enrollment.enrollmentId, outcome: "ATTENDED" }],
    });
    return session.sessionId;
  });
  return { ...enrollment, sessionId };
}

/** A group on Mondays, Wednesdays and Fridays at six in the evening, from today on, unless told otherwise. */
export async function weeklyGroup(
  db: Database,
  actor: Actor,
  options: { programId: string } & Partial<CreateTemplateInput>,
): Promise<string> {
  return db.run(actor, async (tx) => {
    const { templateId } = await createTemplate(tx, {
      rrule: "FREQ=WEEKLY;BYDAY=MO,WE,FR",
      startsOn: tx.now.toISOString().slice(0, 10),
      startTime: "18:00",
      minutes: 180,
      modality: "GROUP",
      ...options,
    });
    return templateId;
  });
}
