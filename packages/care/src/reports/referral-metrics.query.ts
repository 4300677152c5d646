import { dayIn, fact, inWindow } from "./facts.query.ts";
import type { Metric } from "./metric.rules.ts";

/** Recipients that a referral was sent to in the window, on the side and with the partner that was asked for. */
const SENT = `from asked r join request q on r.direction = q.direction and (q.partner is null or r.partner_id = q.partner)
  where ${inWindow("r.sent_on")}`;

/** Taken back before an acceptance or a decline: nobody said no. */
const UNANSWERED_END = "r.state in ('WITHDRAWN', 'CANCELLED') and r.accepted_at is null";

const OF_REFERRAL = {
  id: "r.id",
  enrollment: "r.enrollment_id",
  person: "r.person",
  on: "r.sent_on",
  program: "r.program_id",
  edition: "r.edition",
  level: "r.level_code",
  payer: "r.payer",
  substance: "r.substance",
};

const RECIPIENTS = { NUMERATOR: "referral_recipient", DENOMINATOR: "referral_recipient" } as const;
const ASKED = { asked: "REFERRALS", records: RECIPIENTS } as const;
const APART = { ...ASKED, records: { ...RECIPIENTS, APART: "referral_recipient" } } as const;

/** An average over the referrals that have the measure; those that have it not stand apart. */
const measured = (measure: string) => ({
  ...OF_REFERRAL,
  numerator: measure,
  denominator: `(${measure} is not null)::int`,
  apart: `(${measure} is null)::int`,
});

export const REFERRAL_METRICS: readonly Metric[] = [
  {
    name: "referralAcceptance",
    formula:
      "Recipients that ever accepted ÷ recipients sent a referral in the window, without those withdrawn or cancelled (filled elsewhere among them) before an answer. An expired one counts as no; one still open as not accepted so far.",
    shape: "SHARE",
    unit: "SHARE",
    ...ASKED,
    facts: fact(
      { ...OF_REFERRAL, numerator: "(r.accepted_at is not null)::int", denominator: "1" },
      `${SENT} and not (${UNANSWERED_END})`,
    ),
  },
  {
    name: "timeToFirstResponse",
    formula:
      "Hours from sending to the first of acceptance, decline and request for information, over the recipients sent a referral in the window; average, median and 90th percentile. Those without a response stand apart, unless they were withdrawn or cancelled.",
    shape: "AVERAGE",
    unit: "HOURS",
    ...APART,
    apart: "without a response",
    facts: fact(
      measured("extract(epoch from r.first_response_at - r.sent_at) / 3600"),
      `${SENT} and not (r.state in ('WITHDRAWN', 'CANCELLED') and r.first_response_at is null)`,
    ),
  },
  {
    name: "timeToAdmission",
    formula:
      "Days from sending to the first attended session, over the recipients sent a referral in the window; average, median and 90th percentile. Those without a session stand apart.",
    shape: "AVERAGE",
    unit: "DAYS",
    ...APART,
    apart: "without an attended session",
    facts: fact(measured("(r.first_session_on - r.sent_on)"), SENT),
  },
  {
    name: "loopClosure",
    formula:
      "Recipients whose part has ended and whose outcome the sender took note of ÷ recipients sent a referral in the window, 30 days ago or earlier.",
    shape: "SHARE",
    unit: "SHARE",
    ...ASKED,
    facts: fact(
      {
        ...OF_REFERRAL,
        numerator: `(r.acknowledged_at is not null
          and r.state in ('ATTENDED', 'NOT_STARTED', 'DECLINED', 'CANCELLED', 'WITHDRAWN', 'EXPIRED'))::int`,
        denominator: "1",
      },
      `${SENT} and r.sent_on + 30 <= ${dayIn("r.time_zone", "app_now()")}`,
    ),
  },
];
