export type { ObjectStore, StoredAt } from "./object.store.ts";
export { newObjectKey } from "./object.store.ts";
export { openStore } from "./open.store.ts";
export type { Scanner } from "./scanner.ts";
export { openScanner } from "./scanner.ts";
