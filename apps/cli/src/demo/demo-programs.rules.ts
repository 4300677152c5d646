import type { PriceInput, ProgramInput, SlotInput } from "@causeway/care";

/** What a program of the demonstration says beyond its name: believable, and generated. */
export interface DemoOffer {
  readonly figures: Partial<ProgramInput>;
  readonly slots: readonly SlotInput[];
  readonly prices: readonly PriceInput[];
}

const slot = (
  weekday: number,
  startsAtLocal: string,
  minutes: number,
  modality: SlotInput["modality"] = "GROUP",
): SlotInput => ({ weekday, startsAtLocal, minutes, modality, telehealth: false });
const usd = (unit: PriceInput["unit"], dollars: number): PriceInput => ({
  unit,
  amountMinor: dollars * 100,
  currency: "USD",
});

/** By the level: an evening group of three hours on three days, days of five hours, an hour a week, or round the clock. */
const OFFERS: Readonly<Record<string, DemoOffer>> = {
  "1": {
    figures: { hoursPerWeekMin: 1, hoursPerWeekMax: 4, typicalWeeksMin: 12, typicalWeeksMax: 26, telehealth: "HYBRID" },
    slots: [slot(2, "10:00", 60, "INDIVIDUAL"), slot(4, "10:00", 60, "INDIVIDUAL"), slot(4, "18:00", 90)],
    prices: [usd("HOUR", 120)],
  },
  "2.1": {
    figures: {
      hoursPerWeekMin: 9,
      hoursPerWeekMax: 12,
      daysPerWeekMin: 3,
      daysPerWeekMax: 4,
      typicalWeeksMin: 8,
      typicalWeeksMax: 12,
      telehealth: "NONE",
      treatmentModels: ["COGNITIVE_BEHAVIORAL", "TWELVE_STEP_FACILITATION"],
    },
    slots: [slot(1, "18:00", 180), slot(3, "18:00", 180), slot(4, "18:00", 180), slot(2, "17:00", 60, "INDIVIDUAL")],
    prices: [usd("DAY", 300)],
  },
  "2.5": {
    figures: { hoursPerWeekMin: 20, hoursPerWeekMax: 25, daysPerWeekMin: 5, daysPerWeekMax: 5, telehealth: "NONE" },
    slots: [1, 2, 3, 4, 5].map((weekday) => slot(weekday, "09:00", 300)),
    prices: [usd("DAY", 450)],
  },
};

const ROUND_THE_CLOCK: DemoOffer = {
  figures: { typicalWeeksMin: 3, typicalWeeksMax: 6, telehealth: "NONE" },
  slots: [1, 2, 3, 4, 5, 6].map((weekday) => slot(weekday, "09:30", 90)),
  prices: [usd("DAY", 700)],
};

export function demoOffer(level: string): DemoOffer {
  const offer = Object.hasOwn(OFFERS, level) ? (OFFERS[level] as DemoOffer) : ROUND_THE_CLOCK;
  return {
    ...offer,
    figures: { agesMin: 18, coOccurring: "CAPABLE", medicationPolicy: "ACCEPTED", ...offer.figures },
  };
}
