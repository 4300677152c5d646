import { Chip, Group, Text } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { LinkTo } from "../parts/link-to.tsx";
import { Lines } from "../parts/lines.tsx";
import { Loaded, Nothing } from "../parts/loaded.tsx";
import { Page } from "../parts/page.tsx";
import { PersonName } from "../parts/person-name.tsx";
import { StateBadge } from "../parts/state-badge.tsx";
import { usePages } from "../parts/use-pages.ts";
import { Day, When } from "../parts/when.tsx";
import { useCan } from "../session/session.tsx";
import { admissionPath, enrollmentState } from "../words.ts";
import { EnrollmentsDocument, type EnrollmentsQuery, type EnrollmentState } from "./clients.generated.ts";

const GROUPS = {
  asking: { label: "Asking", states: ["INQUIRY", "PRE_SCREENED", "WAITLISTED", "OFFERED"] },
  here: { label: "In care", states: ["ADMITTED", "ACTIVE", "ON_LEAVE"] },
  left: { label: "Discharged", states: ["DISCHARGED"] },
  closed: { label: "Not admitted", states: ["CLOSED_NOT_ADMITTED"] },
} as const satisfies Record<string, { label: string; states: readonly EnrollmentState[] }>;

const connectionOf = (data: EnrollmentsQuery) => data.enrollments;

export function EnrollmentsPage() {
  const { state } = useSearch({ from: "/shell/enrollments" });
  const navigate = useNavigate({ from: "/enrollments" });
  const details = useCan("client.details.read");
  const group = state && state in GROUPS ? GROUPS[state as keyof typeof GROUPS] : undefined;
  const { result, retry, rows, totalCount, more } = usePages(
    EnrollmentsDocument,
    { states: group ? [...group.states] : null, details },
    connectionOf,
  );
  const choose = (value: string) =>
    void navigate({ search: { state: value === "all" ? undefined : value }, replace: true });
  return (
    <Page title="Enrollments" lead="Stays in your programs, from the first inquiry on.">
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
              {totalCount === 1 ? "1 enrollment" : `${totalCount.toLocaleString("en-US")} enrollments`}
            </Text>
          )}
        </Group>
      </Chip.Group>
      <Loaded result={result} retry={retry} rows={8}>
        {() =>
          rows.length === 0 ? (
            <Nothing
              icon="enrollments"
              title="Nothing here now"
              text={
                group ? "No enrollment is in this group. Choose another above." : "Nobody is enrolled in a program yet."
              }
            />
          ) : (
            <Lines
              label="Enrollments"
              rows={rows}
              more={more}
              columns={[
                {
                  head: "Client",
                  cell: ({ client }) => (
                    <LinkTo to="/clients/$id" params={{ id: client.id }} className="row-link">
                      <PersonName of={client} />
                    </LinkTo>
                  ),
                },
                {
                  head: "Program",
                  cell: ({ program }) => (
                    <>
                      {program.name}
                      <Text size="xs" c="dimmed">
                        Level {program.levelCode}
                      </Text>
                    </>
                  ),
                },
                { head: "State", cell: (row) => <StateBadge state={row.state} words={enrollmentState} /> },
                { head: "How they came", cell: (row) => admissionPath(row.admissionPath) },
                { head: "Asked", cell: ({ requestedAt }) => <When at={requestedAt} form="relative" /> },
                { head: "First session", cell: ({ firstSessionOn }) => firstSessionOn && <Day on={firstSessionOn} /> },
                { head: "Discharged", cell: ({ dischargedOn }) => dischargedOn && <Day on={dischargedOn} /> },
              ]}
            />
          )
        }
      </Loaded>
    </Page>
  );
}
