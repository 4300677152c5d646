export type { OrganisationUnderTest } from "../organisations/organisation.factory.ts";
export { FACTORY_PASSWORD, liveOrganisation } from "../organisations/organisation.factory.ts";
