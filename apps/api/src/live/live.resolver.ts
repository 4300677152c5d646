import type { Selection, Where } from "@causeway/database";
import { selectionOf } from "@causeway/database";
import { DomainError } from "@causeway/kernel";
import type { GraphQLResolveInfo } from "graphql";
import { Arg, ID, Resolver, Root, Subscription } from "type-graphql";
import type { RequestContext } from "../graphql/context.ts";
import { actorOf } from "../graphql/context.ts";
import { optionalIdOf } from "../graphql/id.ts";
import {
  LiveChange,
  NotificationArrival,
  ReferralInboxChange,
  ReferralsChange,
  WorkQueueChange,
} from "./live.types.ts";
import { NEVER_LIVE, notLive } from "./reading-only.ts";
import type { Topic } from "./topics.ts";
import { NOTICES, RECEIVED, SENT, WORK } from "./topics.ts";

/** What type-graphql hands to `subscribe`; arguments as they came. */
interface Asked {
  readonly args: { readonly id?: string | null };
  readonly context: RequestContext;
  readonly info: GraphQLResolveInfo;
}

type Payloads = AsyncGenerator<Readonly<Record<string, unknown>>>;

/** Listens for one field of the payload. */
function listenFor(topic: Topic, field: string, only?: (asked: Asked) => Where) {
  return (asked: Asked): Promise<Payloads> => {
    const selection = selectionOf(asked.info)[field] ?? {};
    return open(asked, [{ topic, field, selection, ...(only ? { only: only(asked) } : {}) }]);
  };
}

async function open(
  { context }: Asked,
  listens: readonly { topic: Topic; field: string; selection: Selection; only?: Where }[],
): Promise<Payloads> {
  const { live } = context;
  if (!live) throw new DomainError("BAD_REQUEST", "Subscriptions are opened at /graphql/stream.");
  if (listens.some(({ selection }) => isNeverLive(selection))) throw notLive();
  const actor = actorOf(context);
  const actAs = (now: typeof actor): void => void (context.actor = now);
  return live.open({ credential: live.credential, listens, actor, actAs });
}

function isNeverLive(selection: Selection): boolean {
  return Object.entries(selection).some(([field, below]) => NEVER_LIVE.has(field) || isNeverLive(below));
}

const CHANGES = { received: RECEIVED, sent: SENT, notification: NOTICES, task: WORK } as const;

/**
 * What changes, told as it happens. An event is only the occasion: who asks, what they may see and the record itself
 * are read again for each (rule `live-checked-at-each-event`).
 */
@Resolver()
export class LiveResolver {
  @Subscription(() => ReferralInboxChange, {
    description: "Referrals sent to the viewer's organisation, as they come and move.",
    subscribe: (asked: Asked) =>
      listenFor(RECEIVED, "referral", ({ args }) => ({ id: optionalIdOf("referral_recipient", args.id) }))(asked),
  })
  referralInboxChanged(
    @Arg("id", () => ID, { nullable: true, description: "Of this one alone." }) _id: string | null,
    @Root() change: ReferralInboxChange,
  ): ReferralInboxChange {
    return change;
  }

  @Subscription(() => ReferralsChange, {
    description: "The parts of referrals that the viewer's organisation sent, as they move.",
    subscribe: (asked: Asked) =>
      listenFor(SENT, "recipient", ({ args }) => ({ referralId: optionalIdOf("referral", args.id) }))(asked),
  })
  referralsChanged(
    @Arg("id", () => ID, { nullable: true, description: "Of this referral alone." }) _id: string | null,
    @Root() change: ReferralsChange,
  ): ReferralsChange {
    return change;
  }

  @Subscription(() => NotificationArrival, {
    description: "Notices to the viewer, as they come.",
    subscribe: listenFor(NOTICES, "notification"),
  })
  notificationArrived(@Root() change: NotificationArrival): NotificationArrival {
    return change;
  }

  @Subscription(() => WorkQueueChange, {
    description: "Tasks of the viewer's queue, as they come, change and leave it.",
    subscribe: listenFor(WORK, "task"),
  })
  workQueueChanged(@Root() change: WorkQueueChange): WorkQueueChange {
    return change;
  }

  @Subscription(() => LiveChange, {
    description: "All of these over one connection, of which a browser has few: those whose field is asked for.",
    subscribe: async (asked: Asked) => {
      const selections = selectionOf(asked.info);
      const listens = Object.entries(CHANGES).flatMap(([field, topic]) => {
        const selection = selections[field];
        return selection ? [{ topic, field, selection }] : [];
      });
      if (listens.length === 0) throw new DomainError("INVALID", "Ask for at least one record.", { path: ["changes"] });
      return open(asked, listens);
    },
  })
  changes(@Root() change: LiveChange): LiveChange {
    return change;
  }
}
