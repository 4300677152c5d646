import { Alert, Button, Stack, Text } from "@mantine/core";
import { useParams } from "@tanstack/react-router";
import { useQuery } from "urql";
import { Facts } from "../parts/facts.tsx";
import { Icon } from "../parts/icons.tsx";
import { LinkTo } from "../parts/link-to.tsx";
import { Lines } from "../parts/lines.tsx";
import { Loaded, Nothing } from "../parts/loaded.tsx";
import { Page, Section } from "../parts/page.tsx";
import { StateBadge } from "../parts/state-badge.tsx";
import { Day } from "../parts/when.tsx";
import { useCan } from "../session/session.tsx";
import { admissionPath, dischargeReason, enrollmentState, paymentSource, readable } from "../words.ts";
import { ClientReferrals } from "./client-referrals.tsx";
import { ClientDocument, type ClientQuery } from "./clients.generated.ts";
import { Consents } from "./consents.tsx";

const back = { to: "/clients", label: "Clients" };

export function ClientPage() {
  const { id } = useParams({ from: "/shell/clients/$id" });
  const details = useCan("client.details.read");
  const [result, ask] = useQuery({ query: ClientDocument, variables: { id, details } });
  return (
    <Loaded result={result} retry={() => ask({ requestPolicy: "network-only" })}>
      {({ client }) =>
        client ? (
          <Known client={client} />
        ) : (
          <Page title="Client" back={back}>
            <Nothing icon="search" title="Not found" text="Your organisation has no such client." />
          </Page>
        )
      }
    </Loaded>
  );
}

function Known({ client }: { client: NonNullable<ClientQuery["client"]> }) {
  const maySend = useCan("referral.send");
  const seesConsents = useCan("consent.read");
  const seesReferrals = useCan("referral.read");
  const person = client.details;
  return (
    <Page
      title={person ? `${person.givenName} ${person.familyName}` : "Client"}
      back={back}
      actions={
        maySend && (
          <Button
            leftSection={<Icon name="sent" />}
            renderRoot={(props) => <LinkTo {...props} to="/referrals/new" search={{ client: client.id }} />}
          >
            Refer
          </Button>
        )
      }
    >
      {client.deceasedOn ? (
        <Alert color="gray" variant="light">
          Deceased on <Day on={client.deceasedOn} />.
        </Alert>
      ) : (
        client.doNotContact && (
          <Alert color="orange" variant="light">
            Do not contact this person.
          </Alert>
        )
      )}
      <div className="two">
        <Stack gap="lg">
          <Section title="Programs">
            {client.enrollments.length === 0 ? (
              <Text size="sm" c="dimmed">
                In none yet.
              </Text>
            ) : (
              <Lines
                label="Enrollments"
                bare
                rows={client.enrollments}
                columns={[
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
                  { head: "State", cell: ({ state }) => <StateBadge state={state} words={enrollmentState} /> },
                  { head: "How they came", cell: (row) => admissionPath(row.admissionPath) },
                  {
                    head: "First session",
                    cell: ({ firstSessionOn }) => firstSessionOn && <Day on={firstSessionOn} />,
                  },
                  {
                    head: "Discharged",
                    cell: (row) =>
                      row.dischargedOn && (
                        <>
                          <Day on={row.dischargedOn} />
                          <Text size="xs" c="dimmed">
                            {row.dischargeReason && dischargeReason(String(row.dischargeReason))}
                          </Text>
                        </>
                      ),
                  },
                ]}
              />
            )}
          </Section>
          {seesReferrals && <ClientReferrals clientId={client.id} />}
          {seesConsents && <Consents clientId={client.id} />}
        </Stack>
        <Stack gap="lg">
          <Section title="Person">
            {person ? (
              <Facts
                facts={[
                  ["Born", person.birthDate && <Day on={person.birthDate} />],
                  ["Sex", person.sex && readable(person.sex)],
                  ["Phone", person.phone && `${person.phone}${person.phoneSafe ? "" : " (not safe)"}`],
                  ["E-mail", person.email && `${person.email}${person.emailSafe ? "" : " (not safe)"}`],
                  ["Postal code", person.postalCode],
                ]}
              />
            ) : (
              <Text size="sm" c="dimmed">
                Who this is, is not part of your role.
              </Text>
            )}
          </Section>
          {client.coverages.length > 0 && (
            <Section title="Coverage">
              <Facts
                facts={client.coverages.map(
                  ({ id, paymentSource: payer, validFrom, validTo }) =>
                    [
                      paymentSource(String(payer)),
                      <span key={id}>
                        from <Day on={validFrom} />
                        {validTo && (
                          <>
                            {" "}
                            until <Day on={validTo} />
                          </>
                        )}
                      </span>,
                    ] as const,
                )}
              />
            </Section>
          )}
        </Stack>
      </div>
    </Page>
  );
}
