import type { AuthorisationThen } from "../authorisations/index.ts";
import type { LaneFacts, LevelHours } from "./lanes.rules.ts";

/** What two editions ask of adults, as far as tests of the lanes need it. */
const LEVELS: readonly LevelHours[] = [
  ["ASAM3", "1", 10, "OUTPATIENT", null],
  ["ASAM3", "1-WM", 12, "OUTPATIENT", null],
  ["ASAM3", "2.1", 20, "OUTPATIENT", 9],
  ["ASAM3", "2.5", 30, "OUTPATIENT", 20],
  ["ASAM3", "3.1", 40, "RESIDENTIAL", 5],
  ["ASAM4", "1.5", 10, "OUTPATIENT", null],
  ["ASAM4", "1.7", 15, "OUTPATIENT", null],
  ["ASAM4", "2.1", 20, "OUTPATIENT", 9],
  ["ASAM4", "2.5", 30, "OUTPATIENT", 20],
  ["ASAM4", "2.7", 35, "OUTPATIENT", 20],
].map(([edition, code, rank, setting, minHoursPerWeek]) => ({
  edition: edition as string,
  code: code as string,
  rank: rank as number,
  setting: setting as string,
  withdrawalManagement: (code as string).endsWith("WM"),
  minHoursPerWeek: minHoursPerWeek as number | null,
}));

/** A placement at intensive outpatient care from Monday, 2 March 2026, and nothing else, seen four weeks later. */
export function stayFacts(given: Partial<LaneFacts> = {}): LaneFacts {
  return {
    enrollmentId: "e",
    zone: "America/New_York",
    today: "2026-03-30",
    placements: [placed("2.1", "2026-03-02", null)],
    authorisations: [],
    attended: [],
    levels: LEVELS,
    tapers: [],
    leaves: [],
    plannedEndsOn: null,
    ...given,
  };
}

export function placed(levelCode: string, startsOn: string, endsOn: string | null): LaneFacts["placements"][number] {
  return { id: `${levelCode} ${startsOn}`, programId: "p", edition: "ASAM3", levelCode, startsOn, endsOn };
}

/** Approved for 2.1 over the four weeks, in units of a day, unless told otherwise. */
export function authorised(id: string, given: Partial<AuthorisationThen> = {}): AuthorisationThen {
  return {
    id,
    state: "APPROVED",
    number: null,
    serviceCode: "H0015",
    unit: "DAY",
    dailyMinutesMin: 180,
    edition: "ASAM3",
    levelCode: "2.1",
    requestedUnits: 12,
    approvedUnits: 12,
    startsOn: "2026-03-02",
    endsOn: "2026-04-06",
    nextReviewOn: null,
    appealDueOn: null,
    deniedOn: null,
    ...given,
  };
}

/** Three hours on each of the days. */
export function cared(...days: readonly string[]): LaneFacts["attended"] {
  return days.map((on) => ({ on, minutes: 180, visits: 1 }));
}
