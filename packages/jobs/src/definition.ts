import { z } from "zod";

/** How long to wait before the next attempt: `delayMs`, doubled each time if exponential, spread by `jitter` (0 to 1). */
export interface JobBackoff {
  readonly kind: "exponential" | "fixed";
  readonly delayMs: number;
  readonly jitter?: number;
}

/** A job as one value: what it is called, what it carries, how often it is tried. */
export interface JobDefinition<Data = unknown> {
  /** `noun.verb-noun`, e.g. `referral.notify-receiver`; unique in the whole product. */
  readonly name: string;
  readonly schema: z.ZodType<Data>;
  readonly queue: string;
  readonly attempts: number;
  readonly backoff: JobBackoff;
}

const NAME = /^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)*$/;
const QUEUE = /^[a-z][a-z0-9-]*$/;

/**
 * Defines a job.
 *
 * The data may hold ids, enums, integers and booleans only (arrays and nested objects of them too). Queues are read by
 * operators and kept in backups of their own, so no field may be able to carry a name, an address or a note.
 * @param input `queue` defaults to `default`; `attempts` to 5, the first one included; `backoff` to exponential from 1 s.
 * @throws TypeError when the name is malformed or a field could hold free text.
 */
export function defineJob<Shape extends z.ZodRawShape>(input: {
  name: string;
  schema: z.ZodObject<Shape>;
  queue?: string;
  attempts?: number;
  backoff?: JobBackoff;
}): JobDefinition<z.output<z.ZodObject<Shape>>> {
  const { name, schema, queue = "default", attempts = 5 } = input;
  if (!NAME.test(name)) throw new TypeError(`job name ${JSON.stringify(name)} is not like noun.verb-noun`);
  if (!QUEUE.test(queue))
    throw new TypeError(`job ${name}: queue ${JSON.stringify(queue)} is not like lower-case-words`);
  if (!Number.isInteger(attempts) || attempts < 1) throw new TypeError(`job ${name}: attempts must be 1 or more`);
  refuseFreeText(schema, `job ${name}: data`);
  return {
    name,
    schema,
    queue,
    attempts,
    backoff: input.backoff ?? { kind: "exponential", delayMs: 1000, jitter: 0.5 },
  };
}

/** Texts that no id looks like: a field that takes one of them can carry personal data. */
const FREE_TEXT = [
  "a",
  "Jane",
  "Jane Doe",
  "jane-doe",
  "jane.doe@example.org",
  "+15550100199",
  "5550100199",
  "078-05-1120",
  "1980-02-29",
  "1980-02-29T00:00:00Z",
  "12:30:00",
  "80202",
  "https://example.org/?name=Jane",
  "She was admitted on Monday.",
];

/** Judged by what a schema takes, not by how it is written; kinds that cannot be judged so are refused. */
function refuseFreeText(schema: z.core.$ZodType, path: string): void {
  const { def } = schema as z.ZodType & { def: z.core.$ZodTypes["_zod"]["def"] };
  switch (def.type) {
    case "boolean":
    case "enum":
    case "literal":
    case "null":
      return;
    case "string":
      if (FREE_TEXT.some((text) => z.safeParse(schema, text).success)) {
        throw new TypeError(`${path} could hold free text; a job carries ids, enums, integers and booleans only`);
      }
      return;
    case "number":
      if (z.safeParse(schema, 0.5).success || z.safeParse(schema, -0.5).success) {
        throw new TypeError(`${path} is not an integer; a job carries ids, enums, integers and booleans only`);
      }
      return;
    case "object":
      if (def.catchall && !(def.catchall instanceof z.ZodNever))
        throw new TypeError(`${path} takes fields without a name`);
      for (const [key, field] of Object.entries(def.shape)) refuseFreeText(field, `${path}.${key}`);
      return;
    case "array":
      return refuseFreeText(def.element, `${path}[]`);
    case "union":
      for (const option of def.options) refuseFreeText(option, path);
      return;
    case "optional":
    case "nullable":
    case "default":
    case "readonly":
      return refuseFreeText(def.innerType, path);
    default:
      throw new TypeError(`${path} is of kind ${def.type}; a job carries ids, enums, integers and booleans only`);
  }
}

/** @throws Error naming the first name that appears twice. */
export function refuseDuplicates(what: string, names: readonly string[]): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new Error(`${what} ${twice} is given twice`);
}
