import { Button, Chip, Group, Text } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Icon } from "../parts/icons.tsx";
import { LinkTo } from "../parts/link-to.tsx";
import { Lines } from "../parts/lines.tsx";
import { Loaded, Nothing } from "../parts/loaded.tsx";
import { Page } from "../parts/page.tsx";
import { PersonName } from "../parts/person-name.tsx";
import { StateBadge } from "../parts/state-badge.tsx";
import { usePages } from "../parts/use-pages.ts";
import { When } from "../parts/when.tsx";
import { useCan } from "../session/session.tsx";
import { referralState, urgency } from "../words.ts";
import { ReferralsDocument, type ReferralsQuery, type ReferralState } from "./referrals.generated.ts";

const STATES = ["OPEN", "FULFILLED", "UNFULFILLED", "WITHDRAWN", "DRAFT"] as const satisfies readonly ReferralState[];
const connectionOf = (data: ReferralsQuery) => data.referrals;

export function ReferralsPage() {
  const { state: asked } = useSearch({ from: "/shell/referrals" });
  const navigate = useNavigate({ from: "/referrals" });
  const state = STATES.find((each) => each === asked) ?? null;
  const maySend = useCan("referral.send");
  const details = useCan("client.details.read");
  const { result, retry, rows, totalCount, more } = usePages(ReferralsDocument, { state, details }, connectionOf);
  const choose = (value: string) =>
    void navigate({ search: { state: value === "all" ? undefined : value }, replace: true });
  const send = maySend && (
    <Button component={LinkTo} to="/referrals/new" leftSection={<Icon name="plus" />}>
      New referral
    </Button>
  );
  return (
    <Page title="Sent referrals" lead="What your organisation asks of others." actions={send}>
      <Chip.Group value={state ?? "all"} onChange={(value) => choose(String(value))}>
        <Group gap="xs" role="radiogroup" aria-label="Show">
          <Chip value="all" size="sm" variant="light">
            All
          </Chip>
          {STATES.map((each) => (
            <Chip key={each} value={each} size="sm" variant="light">
              {referralState(each)}
            </Chip>
          ))}
          {totalCount !== null && (
            <Text size="sm" c="dimmed" ml="auto" aria-live="polite">
              {totalCount === 1 ? "1 referral" : `${totalCount.toLocaleString("en-US")} referrals`}
            </Text>
          )}
        </Group>
      </Chip.Group>
      <Loaded result={result} retry={retry} rows={8}>
        {() =>
          rows.length === 0 ? (
            <Nothing
              icon="sent"
              title={state ? "Nothing here now" : "No referral sent yet"}
              text={
                state
                  ? "No referral is in this state. Choose another above."
                  : "Find a program in the directory and ask it for a place."
              }
              action={!state && send}
            />
          ) : (
            <Lines
              label="Referrals sent"
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
                { head: "Client", cell: ({ client }) => <PersonName of={client} /> },
                { head: "Level", cell: ({ levelCode }) => levelCode },
                { head: "Urgency", cell: (row) => urgency(row.urgency) },
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
                {
                  head: "Sent",
                  cell: ({ sentAt }) => (sentAt ? <When at={sentAt} form="relative" /> : "Not yet"),
                },
                { head: "State", cell: (row) => <StateBadge state={row.state} words={referralState} /> },
              ]}
            />
          )
        }
      </Loaded>
    </Page>
  );
}
