export { Client, ClientDetails, SEXES, SexEnum } from "./client.entity.ts";
export type { Sex } from "./client.entity.ts";
export { findClientsByName, findPossibleDuplicates } from "./client.query.ts";
export { checkDay, clientActions, searchNameOf } from "./client.rules.ts";
export type { ClientInput, DetailsInput } from "./client.service.ts";
export { createClient, liveClient, markDeceased, recordDeath, setCoverage, updateClient } from "./client.service.ts";
export { Coverage } from "./coverage.entity.ts";
