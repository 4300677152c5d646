import type { ClientInput } from "@causeway/care";
import type { Seeded } from "../seeded.ts";

/** TEDS codes of a substance, and by which route it is mostly taken: drunk, smoked or injected. */
const SUBSTANCES = [
  { substance: 2, route: 1 },
  { substance: 2, route: 1 },
  { substance: 4, route: 2 },
  { substance: 5, route: 4 },
  { substance: 7, route: 1 },
  { substance: 10, route: 2 },
] as const;

/** By TEDS PRIMPAY: private insurance, Medicare, Medicaid. All invented. */
const PAYERS = [
  { paymentSource: 2, payerName: "Pilgrim Mutual", planName: "Silver 2500", sharePercent: 30 },
  { paymentSource: 3, payerName: "Medicare", planName: "Part B", sharePercent: 20 },
  { paymentSource: 4, payerName: "MassHealth", planName: "Standard", sharePercent: 0 },
  { paymentSource: 4, payerName: "MassHealth", planName: "Standard", sharePercent: 0 },
] as const;

/** What a demonstration tells of a client beyond who they are. */
export function demoFacts(
  chance: Seeded,
): Pick<ClientInput, "substances" | "circumstances" | "paymentSource" | "coverage"> {
  const gravest = chance.pick(SUBSTANCES);
  const second = chance.pick(SUBSTANCES);
  const used = second.substance === gravest.substance ? [gravest] : [gravest, second];
  const { paymentSource, ...coverage } = chance.pick(PAYERS);
  return {
    substances: used.map((each) => ({
      ...each,
      frequency: chance.between(1, 3),
      ageOfFirstUse: chance.between(13, 32),
    })),
    circumstances: {
      livingArrangement: chance.pick([1, 2, 3, 3]),
      employment: chance.between(1, 4),
      selfHelpFrequency: chance.between(1, 4),
      arrestsPast30Days: chance.chance(0.1) ? 1 : 0,
      veteran: chance.chance(0.1),
      injectsDrugs: used.some((each) => each.route === 4),
    },
    paymentSource,
    coverage: { ...coverage, memberId: `DEMO${chance.between(100_000, 999_999)}` },
  };
}
