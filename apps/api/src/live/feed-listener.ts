import type { DatabaseUrls, ListenForFeed } from "@causeway/database";
import { FEED_CHANNEL, listenOnPostgres, organisationsIn } from "@causeway/database";
import { redisChannel } from "@causeway/jobs";
import type { Logger } from "@causeway/kernel";

/** Where the relay announces: over Redis where there is one, else by NOTIFY of PostgreSQL. */
export function feedListener(
  redisUrl: string | undefined,
  urls: Pick<DatabaseUrls, "app">,
  logger: Logger,
): ListenForFeed {
  if (redisUrl === undefined) return listenOnPostgres(urls.app, logger);
  const channel = redisChannel(redisUrl, FEED_CHANNEL, logger);
  return (hearer) =>
    channel.hear({ heard: (words) => hearer.advanced(organisationsIn(words)), missed: () => hearer.missed() });
}
