import { z } from "zod";
import { DomainError } from "./errors.ts";

const optionalUrl = z.string().min(1).optional();

const schema = z.object({
  NODE_ENV: z.enum(["development", "test", "production"]).default("production"),
  HOST: z.string().default("127.0.0.1"),
  PORT: z.coerce.number().int().min(0).max(65535).default(4000),
  /** Login of the application role; relay and authenticator logins are derived from it unless given. */
  DATABASE_URL: z.string().min(1),
  DATABASE_OWNER_URL: optionalUrl,
  DATABASE_RELAY_URL: optionalUrl,
  DATABASE_AUTHENTICATOR_URL: optionalUrl,
  REDIS_URL: optionalUrl,
  SMTP_URL: optionalUrl,
  /** The address that mails come from. */
  MAIL_FROM: z.email().default("no-reply@localhost.localdomain"),
  /** Where the worker answers /healthz and /metrics; without it, nowhere. */
  WORKER_PORT: z.coerce.number().int().min(0).max(65535).optional(),
  /** At least 32 characters; keys for hashes, derived passwords and webhook secrets come from it. */
  CAUSEWAY_SECRET: z.string().min(32),
  /** The address people and partners reach this deployment by; links in mails begin with it. */
  PUBLIC_URL: optionalUrl,
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "silent"]).default("info"),
  /** `1` opens the local mailbox to its members and is refused in production; `data` loads demo data and opens nothing. */
  CAUSEWAY_DEMO: z.enum(["0", "1", "data"]).default("0"),
  /** A clock that API and worker share through a file (see `setFileClock`); refused in production. */
  CAUSEWAY_CLOCK_FILE: z.string().min(1).optional(),
  /** A moved clock for demonstrations, ISO 8601; refused in production. */
  CAUSEWAY_NOW: z.iso.datetime({ offset: true }).optional(),
  /** Where the heads of the audit are written down: `file:/path`, or an http(s) address that takes signed posts. */
  CAUSEWAY_AUDIT_ANCHOR: optionalUrl,
  /** Signs those posts, in the form of Standard Webhooks. */
  CAUSEWAY_AUDIT_ANCHOR_SECRET: z.string().min(24).optional(),
  /** Comma-separated hosts webhooks may reach although private; refused in production. */
  CAUSEWAY_WEBHOOK_ALLOW: z.string().optional(),
  /** Where documents are kept: `database` (unless given), `disk:/path`, `s3:https://endpoint/bucket`. */
  CAUSEWAY_STORAGE: z.string().min(1).optional(),
  S3_ACCESS_KEY_ID: z.string().min(1).optional(),
  S3_SECRET_ACCESS_KEY: z.string().min(1).optional(),
  S3_REGION: z.string().min(1).default("us-east-1"),
  /** ClamAV's daemon, `tcp://host:3310`; without it documents are marked as not scanned. */
  CLAMD_URL: optionalUrl,
  /** `1`: a document that no scanner has passed is not handed out. */
  CAUSEWAY_REQUIRE_SCAN: z.enum(["0", "1"]).default("0"),
});

export interface Config {
  readonly environment: "development" | "test" | "production";
  readonly host: string;
  readonly port: number;
  readonly databaseUrl: string;
  readonly databaseOwnerUrl: string | undefined;
  readonly databaseRelayUrl: string | undefined;
  readonly databaseAuthenticatorUrl: string | undefined;
  readonly redisUrl: string | undefined;
  readonly smtpUrl: string | undefined;
  readonly mailFrom: string;
  readonly workerPort: number | undefined;
  readonly secret: string;
  readonly publicUrl: string;
  readonly logLevel: string;
  readonly demo: boolean;
  readonly now: Date | undefined;
  readonly clockFile: string | undefined;
  readonly webhookAllow: readonly string[];
  readonly auditAnchor: string | undefined;
  readonly auditAnchorSecret: string | undefined;
  readonly storage: string | undefined;
  readonly s3: { readonly accessKeyId: string; readonly secretAccessKey: string; readonly region: string } | undefined;
  readonly clamdUrl: string | undefined;
  readonly requireScan: boolean;
}

/**
 * Reads the environment once, at start.
 * @throws DomainError BAD_REQUEST naming each variable that is missing or wrong, never its value.
 */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const parsed = schema.safeParse(env);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    throw new DomainError("BAD_REQUEST", `The environment is not usable. ${lines.join("; ")}`);
  }
  const e = parsed.data;
  if (e.NODE_ENV === "production" && (e.CAUSEWAY_NOW || e.CAUSEWAY_CLOCK_FILE || e.CAUSEWAY_WEBHOOK_ALLOW)) {
    throw new DomainError(
      "BAD_REQUEST",
      "CAUSEWAY_NOW, CAUSEWAY_CLOCK_FILE and CAUSEWAY_WEBHOOK_ALLOW are refused in production.",
    );
  }
  if (e.NODE_ENV === "production" && e.CAUSEWAY_DEMO === "1") {
    throw new DomainError(
      "BAD_REQUEST",
      "CAUSEWAY_DEMO=1 opens the local mailbox and is refused in production. CAUSEWAY_DEMO=data asks for demo data alone.",
    );
  }
  return {
    environment: e.NODE_ENV,
    host: e.HOST,
    port: e.PORT,
    databaseUrl: e.DATABASE_URL,
    databaseOwnerUrl: e.DATABASE_OWNER_URL,
    databaseRelayUrl: e.DATABASE_RELAY_URL,
    databaseAuthenticatorUrl: e.DATABASE_AUTHENTICATOR_URL,
    redisUrl: e.REDIS_URL,
    smtpUrl: e.SMTP_URL,
    mailFrom: e.MAIL_FROM,
    workerPort: e.WORKER_PORT,
    secret: e.CAUSEWAY_SECRET,
    publicUrl: (e.PUBLIC_URL ?? `http://${e.HOST}:${e.PORT}`).replace(/\/$/, ""),
    logLevel: e.LOG_LEVEL,
    demo: e.CAUSEWAY_DEMO !== "0",
    now: e.CAUSEWAY_NOW ? new Date(e.CAUSEWAY_NOW) : undefined,
    clockFile: e.CAUSEWAY_CLOCK_FILE,
    webhookAllow:
      e.CAUSEWAY_WEBHOOK_ALLOW?.split(",")
        .map((s) => s.trim())
        .filter(Boolean) ?? [],
    auditAnchor: e.CAUSEWAY_AUDIT_ANCHOR,
    auditAnchorSecret: e.CAUSEWAY_AUDIT_ANCHOR_SECRET,
    storage: e.CAUSEWAY_STORAGE,
    s3:
      e.S3_ACCESS_KEY_ID && e.S3_SECRET_ACCESS_KEY
        ? { accessKeyId: e.S3_ACCESS_KEY_ID, secretAccessKey: e.S3_SECRET_ACCESS_KEY, region: e.S3_REGION }
        : undefined,
    clamdUrl: e.CLAMD_URL,
    requireScan: e.CAUSEWAY_REQUIRE_SCAN === "1",
  };
}
