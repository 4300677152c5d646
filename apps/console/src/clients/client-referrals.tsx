import { Group, Text } from "@mantine/core";
import { Lines } from "../parts/lines.tsx";
import { LinkTo } from "../parts/link-to.tsx";
import { Loaded } from "../parts/loaded.tsx";
import { Section } from "../parts/page.tsx";
import { StateBadge } from "../parts/state-badge.tsx";
import { usePages } from "../parts/use-pages.ts";
import { When } from "../parts/when.tsx";
import { referralState } from "../words.ts";
import { ClientReferralsDocument, type ClientReferralsQuery } from "./clients.generated.ts";

const connectionOf = (data: ClientReferralsQuery) => data.referrals;

/** What was asked of others for one client, newest first. */
export function ClientReferrals({ clientId }: { clientId: string }) {
  const { result, retry, rows, more } = usePages(ClientReferralsDocument, { clientId }, connectionOf);
  return (
    <Section title="Referrals">
      <Loaded result={result} retry={retry} rows={2}>
        {() =>
          rows.length === 0 ? (
            <Text size="sm" c="dimmed">
              None sent for this person yet.
            </Text>
          ) : (
            <Lines
              label="Referrals of this client"
              bare
              rows={rows}
              more={more}
              columns={[
                {
                  head: "Number",
                  cell: ({ id, number }) => (
                    <LinkTo to="/referrals/$id" params={{ id }} className="row-link">
                      {number}
                    </LinkTo>
                  ),
                },
                { head: "Level", cell: ({ levelCode }) => levelCode },
                {
                  head: "Asked",
                  cell: ({ recipients }) =>
                    recipients.map((part) => (
                      <Group key={part.id} gap={8} wrap="nowrap" mb={2}>
                        <StateBadge state={part.state} words={referralState} />
                        <Text size="sm" lineClamp={1}>
                          {part.recipient?.name}
                        </Text>
                      </Group>
                    )),
                },
                { head: "Sent", cell: ({ sentAt }) => (sentAt ? <When at={sentAt} form="relative" /> : "Not yet") },
                { head: "State", cell: ({ state }) => <StateBadge state={state} words={referralState} /> },
              ]}
            />
          )
        }
      </Loaded>
    </Section>
  );
}
