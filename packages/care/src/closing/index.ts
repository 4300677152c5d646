export type { ClosingDestination } from "./closing.service.ts";
export { closeProgram, takeStateChangeOf } from "./closing.service.ts";
