import { addDays } from "../programs/index.ts";

/** Days after its discovery in which a breach is told, 45 CFR 164.404(b). */
export const BREACH_DAYS = 60;
/** From so many on the secretary is told at once, 164.408(b). */
export const HHS_AT_ONCE = 500;

export const BREACH_AUDIENCES = ["INDIVIDUAL", "MEDIA", "HHS"] as const;
export type BreachAudience = (typeof BREACH_AUDIENCES)[number];

export interface AffectedPerson {
  readonly breachClientId: string;
  /** Two capital letters, or null where it is not known. */
  readonly residenceState: string | null;
}

/** One telling that the law asks for. */
export interface OwedNotice {
  readonly audience: BreachAudience;
  readonly breachClientId: string | null;
  readonly residenceState: string | null;
  /** YYYY-MM-DD: last day on which it is in time. All of them are due without unreasonable delay. */
  readonly dueOn: string;
}

/**
 * Whom a breach is owed to, and by when: each person affected; the media of a state with more than 500 residents among
 * them; the secretary, at once from 500 on and otherwise by 60 days after the end of the year (45 CFR 164.404 to 164.408).
 */
export function owedNotices(discoveredOn: string, affected: readonly AffectedPerson[]): OwedNotice[] {
  if (affected.length === 0) return [];
  const dueOn = addDays(discoveredOn, BREACH_DAYS);
  const residents = new Map<string, number>();
  for (const { residenceState } of affected)
    if (residenceState) residents.set(residenceState, (residents.get(residenceState) ?? 0) + 1);
  const media = [...residents].filter(([, count]) => count > 500).map(([state]) => state);
  return [
    ...affected.map(({ breachClientId }) => ({
      audience: "INDIVIDUAL" as const,
      breachClientId,
      residenceState: null,
      dueOn,
    })),
    ...media.toSorted().map((residenceState) => ({
      audience: "MEDIA" as const,
      breachClientId: null,
      residenceState,
      dueOn,
    })),
    {
      audience: "HHS",
      breachClientId: null,
      residenceState: null,
      dueOn: affected.length >= HHS_AT_ONCE ? dueOn : addDays(`${discoveredOn.slice(0, 4)}-12-31`, BREACH_DAYS),
    },
  ];
}

type Given = Pick<OwedNotice, "audience" | "breachClientId" | "residenceState">;

/** What is owed and was not given yet. */
export function stillOwed(owed: readonly OwedNotice[], given: readonly Given[]): OwedNotice[] {
  const key = (notice: Given): string =>
    `${notice.audience} ${notice.breachClientId ?? ""} ${notice.residenceState ?? ""}`;
  const told = new Set(given.map(key));
  return owed.filter((notice) => !told.has(key(notice)));
}
