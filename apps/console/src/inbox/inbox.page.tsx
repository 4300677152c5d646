import { Badge, Chip, Group, Text } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { LinkTo } from "../parts/link-to.tsx";
import { Lines } from "../parts/lines.tsx";
import { Loaded, Nothing } from "../parts/loaded.tsx";
import { Page } from "../parts/page.tsx";
import { StateBadge } from "../parts/state-badge.tsx";
import { usePages } from "../parts/use-pages.ts";
import { DueClock, When } from "../parts/when.tsx";
import { ageBand, receivedState, urgency } from "../words.ts";
import { ReferralInboxDocument, type ReferralInboxQuery } from "./inbox.generated.ts";

/** Groups of states as a receiver thinks of them; kept in the URL so that a filtered inbox can be linked to. */
const GROUPS = {
  waiting: { label: "Waiting for us", states: ["SENT", "RECEIVED"] },
  asked: { label: "Information asked for", states: ["INFO_REQUESTED"] },
  accepted: {
    label: "Accepted",
    states: ["ACCEPTED", "SCHEDULED", "NO_SHOW", "APPT_CANCELLED", "INTAKE_DONE", "CANCEL_REQUESTED", "ADMITTED"],
  },
  closed: {
    label: "Closed",
    states: ["ATTENDED", "NOT_STARTED", "DECLINED", "CANCELLED", "WITHDRAWN", "EXPIRED"],
  },
} as const;

const connectionOf = (data: ReferralInboxQuery) => data.referralInbox;

export function InboxPage() {
  const { state } = useSearch({ from: "/shell/inbox" });
  const navigate = useNavigate({ from: "/inbox" });
  const group = state && state in GROUPS ? GROUPS[state as keyof typeof GROUPS] : undefined;
  const { result, retry, rows, totalCount, more } = usePages(
    ReferralInboxDocument,
    { states: group ? [...group.states] : null },
    connectionOf,
  );
  const choose = (value: string) =>
    void navigate({ search: (before) => ({ ...before, state: value === "all" ? undefined : value }), replace: true });

  return (
    <Page title="Referral inbox" lead="What other organisations ask of yours.">
      <Chip.Group value={group ? state : "all"} onChange={(value) => choose(String(value))}>
        <Group gap="xs" role="radiogroup" aria-label="Show">
          <Chip value="all" size="sm" variant="light">
            All
          </Chip>
          {Object.entries(GROUPS).map(([key, { label }]) => (
            <Chip key={key} value={key} size="sm" variant="light">
              {label}
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
              icon="inbox"
              title={group ? "Nothing here now" : "No referral has come yet"}
              text={
                group
                  ? "No referral is in this group. Choose another above."
                  : "When another organisation refers a client to one of your published programs, it appears here."
              }
            />
          ) : (
            <Lines
              label="Referrals received"
              rows={rows}
              more={more}
              columns={[
                {
                  head: "Number",
                  cell: ({ id, number }) => (
                    <LinkTo to="/inbox/$id" params={{ id }} className="row-link">
                      {number}
                    </LinkTo>
                  ),
                },
                { head: "From", cell: ({ sender }) => sender?.name },
                {
                  head: "For",
                  cell: ({ program, levelCode, ageBand: age }) => (
                    <>
                      {program.name}
                      <Text size="xs" c="dimmed">
                        Level {levelCode} · age {ageBand(age)}
                      </Text>
                    </>
                  ),
                },
                {
                  head: "Urgency",
                  cell: ({ urgency: how }) =>
                    how === "STAT" || how === "ASAP" ? (
                      <Badge color="red" variant="light" tt="none" radius="sm">
                        {urgency(how)}
                      </Badge>
                    ) : (
                      urgency(how)
                    ),
                },
                { head: "State", cell: (row) => <StateBadge state={row.state} words={receivedState} /> },
                {
                  head: "Answer due",
                  cell: ({ dueAt, sentAt, state: now }) =>
                    dueAt && (now === "SENT" || now === "RECEIVED") ? (
                      <DueClock dueAt={dueAt} sentAt={sentAt} short />
                    ) : sentAt ? (
                      <Text size="sm" c="dimmed">
                        sent <When at={sentAt} form="relative" />
                      </Text>
                    ) : null,
                },
              ]}
            />
          )
        }
      </Loaded>
    </Page>
  );
}
