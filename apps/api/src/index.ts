export { entities } from "./entities.ts";
export { printedSchema } from "./print-schema.ts";
export { createServer } from "./server.ts";
