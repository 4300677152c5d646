import { readEventFeed } from "@causeway/identity";
import { invalid } from "@causeway/kernel";
import { eventAsTold } from "@causeway/messaging";
import { DateTime } from "@causeway/database";
import { Arg, Ctx, Field, ID, Int, ObjectType, Query, Resolver } from "type-graphql";
import type { RequestContext } from "../graphql/context.ts";
import { actorOf } from "../graphql/context.ts";

@ObjectType({ description: "The id of another record, by its part in the event." })
export class EventReference {
  @Field(() => String)
  name: string;

  @Field(() => ID)
  id: string;
}

@ObjectType({ description: "Something that happened, as this organisation may hear of it: ids alone." })
export class FeedEvent {
  @Field(() => String, { description: "Place in the feed: without gaps, never going back. A whole number as text." })
  seq: string;

  @Field(() => ID, { description: "The same in the feed and in webhooks." })
  id: string;

  @Field(() => String)
  type: string;

  @Field(() => DateTime)
  occurredAt: string;

  @Field(() => ID)
  subjectId: string;

  @Field(() => [EventReference])
  references: readonly EventReference[];
}

@Resolver()
export class EventResolver {
  @Query(() => [FeedEvent], { description: "Events after a number, oldest first: to catch up on what was missed." })
  async events(
    @Arg("after", () => String, { defaultValue: "0" }) after: string,
    @Arg("first", () => Int, { defaultValue: 100, description: "1 to 500." }) first: number,
    @Ctx() context: RequestContext,
  ): Promise<FeedEvent[]> {
    if (!/^\d{1,18}$/.test(after)) throw invalid("after", "This is not a place in the feed.");
    const rows = await readEventFeed(context.db, actorOf(context), { after: BigInt(after), first });
    return rows.map((row) => {
      const { eventId: id, type, subjectId, refIds } = row;
      const told = eventAsTold({ id, type, subjectId, refIds, occurredAt: new Date(row.occurredAt) });
      return {
        seq: row.seq,
        id: told.id,
        type,
        occurredAt: told.occurredAt,
        subjectId: told.subject,
        references: Object.entries(told.refs).map(([name, refId]) => ({ name, id: refId })),
      };
    });
  }
}
