import type { Database, Relay } from "@causeway/database";
import { defineJob, handleJob, type JobContext, type JobDefinition, type JobHandler } from "@causeway/jobs";
import type { Config, Logger } from "@causeway/kernel";
import type { Mailer, Texter } from "@causeway/messaging";
import type { ObjectStore, Scanner } from "@causeway/storage";
import { z } from "zod";

/** What a handler may reach. */
export interface Tools {
  readonly db: Database;
  readonly relay: Relay;
  readonly mailer: Mailer;
  readonly texter: Texter;
  /** Where documents are kept. */
  readonly store: ObjectStore;
  /** Null where this deployment has none. */
  readonly scanner: Scanner | null;
  readonly config: Config;
  readonly logger: Logger;
}

/** In the data of every job: what it is owed for, whom it acts for, and what about. */
const owed = z.object({ dispatchId: z.uuid(), organisationId: z.uuid(), subjectId: z.uuid() });

/** A job as its feature describes it: its name, and the ids it carries beside the three of every job. */
export interface JobContract<Shape extends z.ZodRawShape> {
  readonly name: string;
  readonly schema: z.ZodObject<Shape>;
}

/** A job with what does it. One file each. */
export interface Work {
  readonly definition: JobDefinition;
  bind(tools: Tools): JobHandler;
}

type Owed<Shape extends z.ZodRawShape> = z.output<z.ZodObject<Shape>> & z.output<typeof owed>;

/**
 * Pairs a job with its handler. When the handler returns, its dispatch is done; when it failed for the last time, the
 * dispatch is dead until an operator replays it. `dispatchId` is the key by which a handler guards its effects.
 * @param options.queue a slow or failing kind of work gets a queue of its own, so that it holds up no other
 */
export function work<Shape extends z.ZodRawShape>(
  contract: JobContract<Shape>,
  run: (tools: Tools, data: Owed<Shape>, context: JobContext) => Promise<void>,
  options: { queue?: string; attempts?: number } = {},
): Work {
  const definition = defineJob({ name: contract.name, schema: owed.extend(contract.schema.shape), ...options });
  return {
    definition: definition as JobDefinition,
    bind: (tools) =>
      handleJob(definition as JobDefinition, async (raw, context) => {
        const data = raw as Owed<Shape>;
        try {
          await run(tools, data, context);
        } catch (error) {
          if (context.attempt >= definition.attempts) await tools.relay.dead(data.dispatchId, reasonOf(error));
          throw error;
        }
        await tools.relay.done(data.dispatchId);
      }),
  };
}

function reasonOf(error: unknown): string {
  const { code, name } = error as { code?: unknown; name?: unknown };
  return typeof code === "string" ? code : typeof name === "string" ? name : "UNKNOWN";
}
