import type { Transaction } from "@causeway/database";
import { Organisation } from "@causeway/identity";
import { createProgram, createSite, Program, Site } from "../programs/index.ts";
import { OutsideReceiver, OutsideReceiverLevel } from "./receiver.entity.ts";

/** What the organisation that stands for a receiver has to be. */
export interface ReceiverPlan {
  readonly organisationId: string;
  readonly namedBy: string;
  readonly name: string;
  readonly city: string | null;
  readonly region: string | null;
  readonly timeZone: string;
  readonly retired: boolean;
  readonly levels: readonly { readonly id: string; readonly edition: string; readonly levelCode: string }[];
}

/** Read by the sender, who named it. */
export async function receiverPlan(tx: Transaction, input: { receiverId: string }): Promise<ReceiverPlan> {
  const receiver = await tx.get(OutsideReceiver, input.receiverId);
  const levels = await tx.find(OutsideReceiverLevel, { receiverId: receiver.id });
  const { receiverOrganisationId: organisationId, name, city, region, timeZone } = receiver;
  const retired = receiver.state === "RETIRED";
  return { organisationId, namedBy: receiver.organisationId, name, city, region, timeZone, retired, levels };
}

/**
 * Opens the organisation that stands for a receiver, or brings it in line with its card: no agreement, no
 * members, a program a level that is neither open nor listed and has no places. Done by a transaction of that
 * organisation's own, so that every policy, deadline, consent and disclosure meets an organisation like any other.
 * Done again, it changes nothing.
 */
export async function openReceiverOrganisation(tx: Transaction, plan: ReceiverPlan): Promise<void> {
  await tx.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [`outside ${plan.organisationId}`]);
  const known = await tx.findOne(Organisation, { id: plan.organisationId });
  const status = plan.retired ? "CLOSED" : "OUTSIDE";
  const { name, timeZone } = plan;
  if (!known) {
    await tx.insert(Organisation, {
      id: plan.organisationId,
      name,
      status: "OUTSIDE",
      timeZone,
      // Nothing is ever sent in its name.
      senderAlias: "Outside",
      namedBy: plan.namedBy,
    });
    tx.audit({ action: "organisation.open-outside", subjectType: "organisation", subjectId: plan.organisationId });
  } else if (known.status === "CLOSED") {
    return;
  }
  const organisation = known ?? (await tx.get(Organisation, plan.organisationId));
  if (organisation.name !== name || organisation.timeZone !== timeZone || organisation.status !== status)
    await tx.update(Organisation, organisation, { name, timeZone, status });
  const [site] = await tx.find(Site, { organisationId: plan.organisationId });
  const { city, region } = plan;
  const siteId = site?.id ?? (await createSite(tx, { name, city, region, timeZone })).siteId;
  if (site && (site.city !== city || site.region !== region || site.timeZone !== timeZone || site.name !== name))
    await tx.update(Site, site, { name, city, region, timeZone });
  for (const { id, edition, levelCode } of plan.levels)
    if (!(await tx.findOne(Program, { id })))
      await createProgram(tx, { id, siteId, name, edition, levelCode, capacity: 0 });
}
