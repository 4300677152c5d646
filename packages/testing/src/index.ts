export { figure } from "./figure.ts";
export { startBrowser } from "./browser.ts";
export { cloneDatabase, type DatabaseClone } from "./postgres.ts";
export { redisIsInstalled, startRedis, type RedisServer } from "./redis.ts";
export { openTestDatabase, type TestDatabase } from "./database.ts";
export { compileProgram } from "./program.ts";
export { entityDrift, type EntityDrift } from "./entities.ts";
