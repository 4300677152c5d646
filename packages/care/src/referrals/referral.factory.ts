import type { Database } from "@causeway/database";
import type { Actor } from "@causeway/kernel";
import { newClient } from "../clients/client.factory.ts";
import { signedConsent } from "../consent/consent.factory.ts";
import { ReferralRecipient } from "./recipient.entity.ts";
import type { NewReferral } from "./referral.service.ts";
import { createReferral } from "./referral.service.ts";
import { sendReferral } from "./wave.service.ts";

export interface TestReferral {
  readonly referralId: string;
  readonly clientId: string;
  readonly consentId: string;
  /** Parts in the order of the programs given. */
  readonly recipientIds: readonly string[];
}

/** Who is asked: a program and its organisation. */
export interface AskedProgram {
  readonly programId: string;
  readonly organisationId: string;
}

let people = 0;

/** A drafted referral of a new client, with a consent that names every recipient. */
export async function draftedReferral(
  db: Database,
  actor: Actor,
  programs: readonly AskedProgram[],
  options: Partial<NewReferral> & { waves?: readonly number[] } = {},
): Promise<TestReferral> {
  const { waves, ...input } = options;
  // Somebody whom nothing has in common with the clients of other referrals.
  const nth = people++;
  const details = {
    birthDate: new Date(Date.UTC(1985, 0, 1 + nth)).toISOString().slice(0, 10),
    email: `robin.${nth}@example.org`,
  };
  const clientId = options.clientId ?? (await newClient(db, actor, { details })).clientId;
  const recipientOrganisationIds = [...new Set(programs.map((program) => program.organisationId))];
  const { consentId } = await signedConsent(db, actor, { clientId, recipientOrganisationIds });
  return db.run(actor, async (tx) => {
    const { referralId } = await createReferral(tx, {
      edition: "ASAM3",
      levelCode: "2.1",
      reason: "Steps down after residential care",
      urgency: "URGENT",
      mode: "FIRST_ACCEPT",
      categories: ["DEMOGRAPHICS", "CONTACT", "COVERAGE", "REASON", "SUBSTANCE_USE"],
      needs: ["TRANSPORT"],
      ...input,
      clientId,
      recipients: programs.map(({ programId }, i) => ({ programId, wave: waves?.[i] ?? 1 })),
    });
    const parts = await tx.find(ReferralRecipient, { referralId });
    const recipientIds = programs.map(({ programId }) => parts.find((part) => part.programId === programId)?.id ?? "");
    return { referralId, clientId, consentId, recipientIds };
  });
}

/** The same, with its first wave sent. */
export async function sentReferral(...args: Parameters<typeof draftedReferral>): Promise<TestReferral> {
  const [db, actor] = args;
  const referral = await draftedReferral(...args);
  await db.run(actor, (tx) => sendReferral(tx, { referralId: referral.referralId }));
  return referral;
}
