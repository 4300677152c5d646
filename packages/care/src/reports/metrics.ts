import type { Metric } from "./metric.rules.ts";
import { PLACE_METRICS } from "./place-metrics.query.ts";
import { REFERRAL_METRICS } from "./referral-metrics.query.ts";
import { SESSION_METRICS } from "./session-metrics.query.ts";
import { STAY_METRICS } from "./stay-metrics.query.ts";

/** Every number there is, once. */
export const METRICS: readonly Metric[] = [...STAY_METRICS, ...SESSION_METRICS, ...PLACE_METRICS, ...REFERRAL_METRICS];
