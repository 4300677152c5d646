import type { Purpose } from "./consent.rules.ts";

/**
 * What a client asked to be kept from a health plan because it was paid for otherwise, which must be agreed to
 * (45 CFR 164.522(a)(1)(vi)), or from somebody else, which may be (164.522(a)(1)(i)). Pure functions.
 */
export const RESTRICTION_KINDS = ["SELF_PAID", "OTHER"] as const;
export type RestrictionKind = (typeof RESTRICTION_KINDS)[number];

export interface RestrictionFacts {
  readonly kind: RestrictionKind;
  /** Null: any health plan. */
  readonly payerName: string | null;
  /** Null: anybody. */
  readonly towardsOrganisationId: string | null;
  /** None: everything. */
  readonly categories: readonly string[];
  /** YYYY-MM-DD */
  readonly serviceFrom: string | null;
  /** First day it is no longer asked for. */
  readonly serviceUntil: string | null;
}

/** A disclosure somebody wants to make. What is not said of it may be anything, so that a restriction applies. */
export interface WantedDisclosure {
  readonly purpose: Purpose;
  /** None: what it holds is not known by category. */
  readonly categories: readonly string[];
  readonly towardsOrganisationId?: string | null | undefined;
  /** Where a health plan receives it; its name, or null where that is not known. */
  readonly healthPlan?: { readonly name: string | null } | undefined;
  /** Days of the services it is about. */
  readonly serviceFrom?: string | undefined;
  readonly serviceUntil?: string | undefined;
}

/** Purposes for which a plan may not learn of what was paid for otherwise. */
const OF_PLANS: ReadonlySet<Purpose> = new Set<Purpose>(["PAYMENT", "OPERATIONS", "TPO"]);

/** Whether a restriction that was agreed to forbids this disclosure. */
export function restricts(restriction: RestrictionFacts, wanted: WantedDisclosure): boolean {
  if (!touches(restriction, wanted)) return false;
  if (restriction.kind === "OTHER")
    return (
      restriction.towardsOrganisationId === null || restriction.towardsOrganisationId === wanted.towardsOrganisationId
    );
  if (wanted.healthPlan === undefined || !OF_PLANS.has(wanted.purpose)) return false;
  const plan = wanted.healthPlan.name;
  return restriction.payerName === null || plan === null || sameName(restriction.payerName, plan);
}

function touches(restriction: RestrictionFacts, wanted: WantedDisclosure): boolean {
  const sameData =
    restriction.categories.length === 0 ||
    wanted.categories.length === 0 ||
    wanted.categories.some((category) => restriction.categories.includes(category));
  const { serviceFrom: from, serviceUntil: until } = wanted;
  const before = until !== undefined && restriction.serviceFrom !== null && until <= restriction.serviceFrom;
  const after = from !== undefined && restriction.serviceUntil !== null && from >= restriction.serviceUntil;
  return sameData && !before && !after;
}

function sameName(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}
