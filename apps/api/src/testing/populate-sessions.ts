import { Attendance, addHoliday, closeDay, expectAtSession, reopenDay, scheduleSession } from "@causeway/care";
import { admittedEnrollment, weeklyGroup } from "@causeway/care/factory";
import type { OrganisationUnderTest } from "@causeway/identity/factory";
import { encodeId } from "@causeway/kernel";
import type { TestApi } from "./open-test-api.ts";

/** What the schedule and the days of a program leave on record. */
export async function populateSessions(
  { db }: TestApi,
  self: OrganisationUnderTest,
  stay: { readonly sessionId: string; readonly programId: string },
): Promise<Readonly<Record<string, string>>> {
  const owner = self.actor("OWNER");
  const { programId } = stay;
  // Before the day has another session, which would keep it open.
  const { attendanceDayId } = await db.run(owner, async (tx) => {
    const day = await closeDay(tx, { programId, day: tx.now.toISOString().slice(0, 10) });
    return reopenDay(tx, { ...day, reason: "A line was wrong" });
  });
  const templateId = await weeklyGroup(db, owner, { programId });
  const { enrollmentId } = await admittedEnrollment(db, owner, { programId });
  return db.run(owner, async (tx) => {
    const [attendance] = await tx.find(Attendance, { sessionId: stay.sessionId });
    const startsAt = new Date(tx.now.getTime() + 86_400_000);
    const coming = await scheduleSession(tx, { programId, startsAt, minutes: 60, modality: "FAMILY" });
    await expectAtSession(tx, { ...coming, enrollmentIds: [enrollmentId] });
    const { holidayId } = await addHoliday(tx, { day: "2026-12-25", name: "Holiday" });
    return {
      attendance: encodeId("attendance", attendance?.id ?? ""),
      session_template: encodeId("session_template", templateId),
      coming_session: encodeId("session", coming.sessionId),
      holiday: encodeId("holiday", holidayId),
      attendance_day: encodeId("attendance_day", attendanceDayId),
    };
  });
}
