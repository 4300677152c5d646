export * from "./imports/index.ts";
export { referralNotice, type ReferralNotice } from "./referrals/referral-notice.query.ts";
