import { Group, SimpleGrid, Stack, Text } from "@mantine/core";
import { useQuery } from "urql";
import { LinkTo } from "../parts/link-to.tsx";
import { Lines } from "../parts/lines.tsx";
import { Loaded } from "../parts/loaded.tsx";
import { Page, Section } from "../parts/page.tsx";
import { StateBadge } from "../parts/state-badge.tsx";
import { DueClock, When } from "../parts/when.tsx";
import { Places } from "../programs/places.tsx";
import { useCan, useViewer } from "../session/session.tsx";
import { programState, receivedState, role } from "../words.ts";
import { HomeDocument } from "./home.generated.ts";

/** What waits, by what the viewer's role lets them see. */
export function HomePage() {
  const { membership, organisation } = useViewer();
  const variables = {
    referrals: useCan("referral.read"),
    programs: useCan("program.read"),
    enrollments: useCan("enrollment.read"),
    tasks: useCan("task.read"),
  };
  const [result, ask] = useQuery({ query: HomeDocument, variables });
  return (
    <Page
      title={`Good to see you, ${membership?.displayName ?? "colleague"}`}
      lead={`${organisation.name}, as ${role(membership?.role).toLowerCase()}`}
    >
      <Loaded result={result} retry={() => ask({ requestPolicy: "network-only" })} rows={8}>
        {({ waiting, accepted, open, here, programs, tasks }) => (
          <>
            <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }}>
              <Tile
                to="/inbox"
                search={{ state: "waiting" }}
                figure={waiting?.totalCount}
                label="Referrals waiting for your answer"
              />
              <Tile
                to="/inbox"
                search={{ state: "accepted" }}
                figure={accepted?.totalCount}
                label="Accepted, not yet admitted"
              />
              <Tile
                to="/referrals"
                search={{ state: "OPEN" }}
                figure={open?.totalCount}
                label="Sent referrals still open"
              />
              <Tile
                to="/enrollments"
                search={{ state: "here" }}
                figure={here?.totalCount}
                label="Clients in your programs"
              />
            </SimpleGrid>
            <div className="two">
              {waiting && (
                <Section title="Answer next">
                  {waiting.nodes.length === 0 ? (
                    <Text size="sm" c="dimmed">
                      No referral waits for an answer.
                    </Text>
                  ) : (
                    <Lines
                      label="Referrals to answer next"
                      bare
                      rows={waiting.nodes}
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
                        { head: "Level", cell: ({ levelCode }) => levelCode },
                        { head: "State", cell: ({ state }) => <StateBadge state={state} words={receivedState} /> },
                        {
                          head: "Answer due",
                          cell: ({ dueAt, sentAt }) => dueAt && <DueClock dueAt={dueAt} sentAt={sentAt} short />,
                        },
                      ]}
                    />
                  )}
                </Section>
              )}
              <Stack gap="lg">
                {tasks && (
                  <Section
                    title="To do"
                    aside={tasks.totalCount ? <Text size="sm">{tasks.totalCount}</Text> : undefined}
                  >
                    {tasks.nodes.length === 0 ? (
                      <Text size="sm" c="dimmed">
                        Nothing is due.
                      </Text>
                    ) : (
                      <Stack gap="xs">
                        {tasks.nodes.map(({ id, label, dueAt, assignedRole, link }) => (
                          <div key={id}>
                            {link ? (
                              <LinkTo to={link} className="quiet-link">
                                {label}
                              </LinkTo>
                            ) : (
                              <Text size="sm">{label}</Text>
                            )}
                            <Text size="xs" c="dimmed">
                              {role(assignedRole)}, due <When at={dueAt} form="relative" />
                            </Text>
                          </div>
                        ))}
                      </Stack>
                    )}
                  </Section>
                )}
                {programs && programs.nodes.length > 0 && (
                  <Section title="Places">
                    <Stack gap="md">
                      {programs.nodes.slice(0, 6).map((program) => (
                        <Group key={program.id} justify="space-between" wrap="nowrap" align="flex-start">
                          <LinkTo to="/programs/$id" params={{ id: program.id }} className="quiet-link">
                            {program.name}
                          </LinkTo>
                          {program.state === "ACTIVE" ? (
                            <Places program={program} />
                          ) : (
                            <StateBadge state={program.state} words={programState} />
                          )}
                        </Group>
                      ))}
                    </Stack>
                  </Section>
                )}
              </Stack>
            </div>
          </>
        )}
      </Loaded>
    </Page>
  );
}

interface TileProps {
  to: "/inbox" | "/referrals" | "/enrollments";
  search: { state: string };
  figure: number | null | undefined;
  label: string;
}

function Tile({ to, search, figure, label }: TileProps) {
  if (figure === null || figure === undefined) return null;
  return (
    <LinkTo to={to} search={search} className="surface tile">
      <div className="figure">{figure.toLocaleString("en-US")}</div>
      <Text size="sm" c="dimmed">
        {label}
      </Text>
    </LinkTo>
  );
}
