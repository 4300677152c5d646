export {
  removeEmbeddedPostgres,
  startEmbeddedPostgres,
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
} from "./cluster.ts";
export { HeldByAnother, isAlive, processBegan, takeHold, type Holder } from "./holder.ts";
