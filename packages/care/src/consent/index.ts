export { ConsentGrant } from "./consent-grant.entity.ts";
export {
  Consent,
  ConsentCategoryEnum,
  ConsentPurposeEnum,
  ConsentStateEnum,
  SignerKindEnum,
} from "./consent.entity.ts";
export { consentMachine } from "./consent.machine.ts";
export type { Category, Purpose, SignerKind } from "./consent.rules.ts";
export { CATEGORIES, NEVER_IN_PACKETS, REDISCLOSURE_NOTICE, grantDefect } from "./consent.rules.ts";
export type { NewConsent } from "./consent.service.ts";
export { consentInvalid, recordConsent, releaseGrant, requireConsent, revokeConsent } from "./consent.service.ts";
export { disclose, discloseWithoutConsent } from "./disclose.service.ts";
export { Disclosure } from "./disclosure.entity.ts";
export type { AccountingLine } from "./disclosure.query.ts";
export { ACCOUNTING_YEARS, accountingOfDisclosures } from "./disclosure.query.ts";
