import type { Transaction } from "@causeway/database";
import { DomainError } from "@causeway/kernel";
import { In, IsNull, Not } from "typeorm";
import { Client } from "../clients/index.ts";
import { LevelOfCare, daysBetween, localDay, timeZoneOf } from "../programs/index.ts";
import { openTask } from "../tasks/index.ts";
import { dischargeEnrollment } from "./discharge.service.ts";
import { Enrollment } from "./enrollment.entity.ts";
import { enrollmentMachine } from "./enrollment.machine.ts";
import { closeEnrollment } from "./enrollment.service.ts";
import { believedPlacements } from "./placement.service.ts";
import { REASON_DEATH, servicesOfLevel } from "./teds.rules.ts";

/**
 * Job after a death: whatever is open for the client ends. A request or an admission is closed, a stay discharged on
 * the day of the death; where that day does not fit the stay, a clinician is asked. A repeat does nothing.
 */
export async function endAfterDeath(tx: Transaction, clientId: string): Promise<void> {
  const client = await tx.findOne(Client, { id: clientId });
  if (!client || client.deceasedOn === null) return;
  const open = await tx.find(
    Enrollment,
    { clientId, voidedAt: IsNull(), state: Not(In([...enrollmentMachine.terminal])) },
    { order: { id: "ASC" } },
  );
  for (const enrollment of open) {
    if (enrollmentMachine.available(enrollment.state, "staff").includes("close"))
      await closeEnrollment(tx, { enrollmentId: enrollment.id, reason: "DECEASED" });
    else await endStay(tx, enrollment, client.deceasedOn);
  }
}

async function endStay(tx: Transaction, enrollment: Enrollment, deceasedOn: string): Promise<void> {
  try {
    await dischargeEnrollment(tx, {
      enrollmentId: enrollment.id,
      dischargedOn: deceasedOn,
      reason: REASON_DEATH,
      servicesAtDischarge: await servicesAt(tx, enrollment),
      dispositionCode: "DECEASED",
      disposition: "The client has died.",
    });
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== "INVALID") throw error;
    await openTask(tx, {
      kind: "DEATH_REVIEW",
      subjectId: enrollment.id,
      dueAt: tx.now,
      key: `death:${enrollment.id}:${deceasedOn}`,
    });
  }
}

/** TEDS SERVICES of the level the client is at. */
async function servicesAt(tx: Transaction, enrollment: Enrollment): Promise<number> {
  const placement = (await believedPlacements(tx, enrollment.id)).at(-1);
  const level = placement && (await tx.findOne(LevelOfCare, { edition: placement.edition, code: placement.levelCode }));
  if (!placement || !level) throw new DomainError("INTERNAL", "A stay without a placement.");
  const today = localDay(tx.now, await timeZoneOf(tx, enrollment.programId));
  return servicesOfLevel(level, daysBetween(placement.startsOn, today));
}
