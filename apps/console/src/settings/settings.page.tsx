import { Badge, Button, Group, Text } from "@mantine/core";
import { useState } from "react";
import { useQuery } from "urql";
import { Facts } from "../parts/facts.tsx";
import { Icon } from "../parts/icons.tsx";
import { Lines } from "../parts/lines.tsx";
import { Loaded } from "../parts/loaded.tsx";
import { Page, Section } from "../parts/page.tsx";
import { Day, When } from "../parts/when.tsx";
import { useCan, useViewer } from "../session/session.tsx";
import { organisationStatus, role } from "../words.ts";
import { InviteForm } from "./invite-form.tsx";
import { ApiClientsDocument, InvitationsDocument, MembersDocument } from "./settings.generated.ts";

export function SettingsPage() {
  const { organisation } = useViewer();
  const managesMembers = useCan("member.manage");
  const managesClients = useCan("api_client.manage");
  return (
    <Page title="Settings" lead="Your organisation, its people and the programs that act for it.">
      <Section title="Organisation">
        <Facts
          facts={[
            ["Name", organisation.name],
            ["State", organisationStatus(organisation.status)],
            ["Time zone", organisation.timeZone],
          ]}
        />
      </Section>
      <Members mayInvite={managesMembers} />
      {managesMembers && <Invitations />}
      {managesClients && <ApiClients />}
    </Page>
  );
}

function Members({ mayInvite }: { mayInvite: boolean }) {
  const [result, ask] = useQuery({ query: MembersDocument });
  const [inviting, setInviting] = useState(false);
  return (
    <Section
      title="People"
      aside={
        mayInvite && (
          <Button
            size="xs"
            variant="light"
            leftSection={<Icon name="plus" size={14} />}
            onClick={() => setInviting(true)}
          >
            Invite someone
          </Button>
        )
      }
    >
      {inviting && <InviteForm done={() => setInviting(false)} />}
      <Loaded result={result} retry={() => ask({ requestPolicy: "network-only" })}>
        {({ members }) => (
          <Lines
            label="People"
            bare
            rows={members.nodes}
            columns={[
              {
                head: "Name",
                cell: ({ displayName, email }) => (
                  <>
                    <b>{displayName}</b>
                    <Text size="xs" c="dimmed">
                      {email}
                    </Text>
                  </>
                ),
              },
              { head: "Role", cell: (member) => role(member.role) },
              { head: "Since", cell: ({ joinedAt }) => <Day on={joinedAt.slice(0, 10)} /> },
              { head: "State", cell: ({ status }) => (status === "ACTIVE" ? "Active" : "Left") },
            ]}
          />
        )}
      </Loaded>
    </Section>
  );
}

function Invitations() {
  const [result, ask] = useQuery({ query: InvitationsDocument });
  const open = (result.data?.invitations.nodes ?? []).filter(({ acceptedAt, revokedAt }) => !acceptedAt && !revokedAt);
  if (!result.error && open.length === 0) return null;
  return (
    <Section title="Invited, not yet here">
      <Loaded result={result} retry={() => ask({ requestPolicy: "network-only" })} rows={2}>
        {() => (
          <Lines
            label="Invitations"
            bare
            rows={open}
            columns={[
              {
                head: "Name",
                cell: ({ displayName, email }) => (
                  <>
                    <b>{displayName}</b>
                    <Text size="xs" c="dimmed">
                      {email}
                    </Text>
                  </>
                ),
              },
              { head: "Role", cell: (invitation) => role(invitation.role) },
              { head: "Good until", cell: ({ expiresAt }) => <When at={expiresAt} /> },
            ]}
          />
        )}
      </Loaded>
    </Section>
  );
}

function ApiClients() {
  const [result, ask] = useQuery({ query: ApiClientsDocument });
  return (
    <Section title="API clients">
      <Loaded result={result} retry={() => ask({ requestPolicy: "network-only" })} rows={2}>
        {({ apiClients }) =>
          apiClients.nodes.length === 0 ? (
            <Text c="dimmed" size="sm">
              None. A client of the API acts for your organisation with a key of its own, within the permissions you
              give it.
            </Text>
          ) : (
            <Lines
              label="API clients"
              bare
              rows={apiClients.nodes}
              columns={[
                { head: "Name", cell: ({ name }) => <b>{name}</b> },
                {
                  head: "May",
                  cell: ({ scopes }) => (
                    <Group gap={4}>
                      {scopes.map((scope) => (
                        <Badge key={scope} variant="default" tt="none" radius="sm" size="sm">
                          {scope}
                        </Badge>
                      ))}
                    </Group>
                  ),
                },
                {
                  head: "Keys",
                  cell: ({ keys }) =>
                    keys
                      .filter(({ revokedAt }) => !revokedAt)
                      .map(({ id, lastFour, lastUsedAt }) => (
                        <Text key={id} size="sm">
                          …{lastFour}
                          <Text span c="dimmed" size="xs" ml={8}>
                            {lastUsedAt ? (
                              <>
                                used <When at={lastUsedAt} form="relative" />
                              </>
                            ) : (
                              "never used"
                            )}
                          </Text>
                        </Text>
                      )),
                },
                { head: "State", cell: ({ revokedAt }) => (revokedAt ? "Revoked" : "Active") },
              ]}
            />
          )
        }
      </Loaded>
    </Section>
  );
}
