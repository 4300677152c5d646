export {
  removeEmbeddedPostgres,
  startEmbeddedPostgres,
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
} from "./cluster.ts";
export { HeldByAnother } from "./holder.ts";
