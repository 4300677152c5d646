/** Business days of the recipient in which it owes word: after an intake of what came of it, after a no-show of how it goes on. */
export const OUTCOME_BUSINESS_DAYS = 5;

/** What the recipient has to do while it owes word. */
export const OUTCOME_TASKS = ["REFERRAL_NO_SHOW", "REFERRAL_OUTCOME"] as const;
