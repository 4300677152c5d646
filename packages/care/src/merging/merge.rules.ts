import type { Client, ClientDetails } from "../clients/index.ts";

/** What must be known of two clients before they are made one. */
export interface MergeFacts {
  readonly survivor: { readonly birthDate: string | null; readonly died: boolean; readonly inCare: boolean };
  readonly merged: { readonly birthDate: string | null; readonly died: boolean; readonly inCare: boolean };
  /** Both have an open enrollment in one program. */
  readonly openInOneProgram: boolean;
  /** Both have a referral to one level that is not settled. */
  readonly referredToOneLevel: boolean;
  readonly overlaps: readonly EpisodeOverlap[];
}

/** Days that an episode of each covers: both stay as they were recorded, and are to be looked at. */
export interface EpisodeOverlap {
  readonly episodeId: string;
  readonly otherEpisodeId: string;
  /** YYYY-MM-DD */
  readonly from: string;
  /** YYYY-MM-DD; null while both are open. */
  readonly until: string | null;
}

export const MERGE_REFUSALS = {
  OPEN_IN_ONE_PROGRAM: "Both have an open enrollment in one program: close one of them first.",
  REFERRED_TO_ONE_LEVEL: "Both have an open referral to one level: withdraw one of them first.",
  DIED_AND_IN_CARE: "One of them has died and the other is in care.",
  BIRTH_DATES_DIFFER: "Their birth dates differ: correct one of them, or say why they are one person all the same.",
} as const;
export type MergeRefusal = keyof typeof MERGE_REFUSALS;

/**
 * Why two clients are not made one (rule `merge-refusals`); none when they may be.
 * @param overridden somebody said why they are one person although their birth dates differ
 */
export function mergeRefusals(facts: MergeFacts, overridden: boolean): MergeRefusal[] {
  const { survivor, merged } = facts;
  const refusals: MergeRefusal[] = [];
  if (facts.openInOneProgram) refusals.push("OPEN_IN_ONE_PROGRAM");
  if (facts.referredToOneLevel) refusals.push("REFERRED_TO_ONE_LEVEL");
  if ((survivor.died && merged.inCare) || (merged.died && survivor.inCare)) refusals.push("DIED_AND_IN_CARE");
  const known = survivor.birthDate !== null && merged.birthDate !== null;
  if (known && survivor.birthDate !== merged.birthDate && !overridden) refusals.push("BIRTH_DATES_DIFFER");
  return refusals;
}

type Flags = Pick<Client, "doNotContact" | "deceasedOn" | "timeZone">;

/** Of two clients the stricter word (rule `merge-keeps-the-stricter`); what only one of them told is kept. */
export function stricterFlags(survivor: Flags, merged: Flags): Flags {
  return {
    doNotContact: survivor.doNotContact || merged.doNotContact,
    deceasedOn: survivor.deceasedOn ?? merged.deceasedOn,
    timeZone: survivor.timeZone ?? merged.timeZone,
  };
}

type SafetyFlags = Pick<
  ClientDetails,
  "emailSafe" | "phoneSafe" | "phoneShared" | "voicemailAllowed" | "homeMailAllowed"
>;

/** The same of how they may be reached: an address is safe, and a message allowed, where both say so. */
export function stricterSafety(survivor: SafetyFlags, merged: SafetyFlags): SafetyFlags {
  return {
    emailSafe: survivor.emailSafe && merged.emailSafe,
    phoneSafe: survivor.phoneSafe && merged.phoneSafe,
    phoneShared: survivor.phoneShared || merged.phoneShared,
    voicemailAllowed: survivor.voicemailAllowed && merged.voicemailAllowed,
    homeMailAllowed: survivor.homeMailAllowed && merged.homeMailAllowed,
  };
}
