export { ConsentGrant } from "./consent-grant.entity.ts";
export {
  CoSignerKindEnum,
  Consent,
  ConsentCategoryEnum,
  ConsentPurposeEnum,
  ConsentStateEnum,
  MonitorDutyEnum,
  RepresentativeKindEnum,
  SignatureMethodEnum,
  SignerKindEnum,
} from "./consent.entity.ts";
export { consentActions, consentMachine } from "./consent.machine.ts";
export type { Category, MonitorDuty, Purpose, SignatureMethod } from "./consent.rules.ts";
export { CATEGORIES, NEVER_IN_PACKETS, REDISCLOSURE_NOTICE, defectTold, grantDefect } from "./consent.rules.ts";
export type { NewConsent } from "./consent.service.ts";
export { recordConsent } from "./consent.service.ts";
export type { ConsentCommandInput } from "./ending.service.ts";
export { flagConsentFalse, holdConsent, liftConsentHold, recordConsentEvent, revokeConsent } from "./ending.service.ts";
export { disclose, discloseInEmergency, discloseWithoutConsent } from "./disclose.service.ts";
export type { RedisclosureMark, RedisclosureRule, RedisclosureStatus } from "./redisclosure.rules.ts";
export { redisclosureRule } from "./redisclosure.rules.ts";
export type { BasisDefect, LegalBasis, LegalDocument, Manner, UnconsentedBasis } from "./legal-basis.rules.ts";
export { BASIS_RULES, LEGAL_BASES, LEGAL_DOCUMENTS, basisDefects } from "./legal-basis.rules.ts";
export { Disclosure, LegalBasisEnum, MannerEnum, RedisclosureRuleEnum } from "./disclosure.entity.ts";
export type { AccountingLine } from "./disclosure.query.ts";
export { accountingOfDisclosures, accountingSince } from "./disclosure.query.ts";
export { consentInvalid, releaseGrant, requireConsent } from "./reach.service.ts";
export type { CoSignerKind, RepresentativeKind, SignerKind } from "./signer.rules.ts";
export { WHO_SIGNS, whoSigns } from "./signer.rules.ts";
export type { SignersKnown } from "./signers.query.ts";
export { signerFacts } from "./signers.query.ts";
export { DisclosureRestriction, RestrictionKindEnum } from "./restriction.entity.ts";
export { restrictionMachine } from "./restriction.machine.ts";
export type { RestrictionKind, WantedDisclosure } from "./restriction.rules.ts";
export type { NewRestriction } from "./restriction.service.ts";
export { endRestriction, recordRestriction, restricted, restrictionDefect } from "./restriction.service.ts";
