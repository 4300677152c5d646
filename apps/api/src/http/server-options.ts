import type { Database, ListenForFeed } from "@causeway/database";
import type { Logger } from "@causeway/kernel";
import type { ObjectStore } from "@causeway/storage";
import type { ApiConfig } from "../graphql/context.ts";
import type { LiveLimits } from "../live/live-hub.ts";

/** What waits between an act and its effects. */
interface Backlog {
  readonly events: number;
  readonly dispatches: number;
  readonly dead: number;
  readonly oldestSeconds: number;
}

export interface ServerOptions {
  readonly db: Database;
  readonly config: ApiConfig;
  readonly logger: Logger;
  /** How this process hears that feeds went on; without it, it looks every second while somebody subscribes. */
  readonly listen?: ListenForFeed;
  readonly liveLimits?: Partial<LiveLimits>;
  /** Where documents are kept. */
  readonly store: ObjectStore;
  /** What waits in the outbox, for readiness and metrics. */
  readonly backlog?: () => Promise<Backlog>;
  /** Collects figures of the process itself; once a process. */
  readonly processMetrics?: boolean;
}
