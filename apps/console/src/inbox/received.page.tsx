import { Alert, Badge, Group, Stack, Text } from "@mantine/core";
import { useParams } from "@tanstack/react-router";
import { useQuery } from "urql";
import { Course } from "../parts/course.tsx";
import { Facts } from "../parts/facts.tsx";
import { Icon } from "../parts/icons.tsx";
import { LinkTo } from "../parts/link-to.tsx";
import { Loaded, Nothing } from "../parts/loaded.tsx";
import { Page, Section } from "../parts/page.tsx";
import { StateBadge } from "../parts/state-badge.tsx";
import { DueClock } from "../parts/when.tsx";
import { useCan } from "../session/session.tsx";
import { ThreadSection } from "../threads/thread-section.tsx";
import { ageBand, edition, mode, paymentSource, readable, receivedState, urgency } from "../words.ts";
import { ReceivedReferralDocument, type PacketState, type ReceivedFragment } from "./inbox.generated.ts";
import { EmergencyForm } from "./emergency-form.tsx";
import { PacketSection } from "./packet.tsx";
import { ReceivedActions } from "./received-actions.tsx";

export function ReceivedPage() {
  const { id } = useParams({ from: "/shell/inbox/$id" });
  const mayOpen = useCan("packet.read");
  const [result, ask] = useQuery({ query: ReceivedReferralDocument, variables: { id, mayOpen } });
  const back = { to: "/inbox", label: "Referral inbox" };
  return (
    <Loaded result={result} retry={() => ask({ requestPolicy: "network-only" })}>
      {({ receivedReferral }) =>
        receivedReferral ? (
          <Received referral={receivedReferral} same={receivedReferral.possibleDuplicates ?? []} />
        ) : (
          <Page title="Referral" back={back}>
            <Nothing icon="search" title="Not found" text="There is no such referral among those sent to you." />
          </Page>
        )
      }
    </Loaded>
  );
}

/** Closed, while the part itself goes on: in a medical emergency it can be opened all the same. */
const EMERGENCY: ReadonlySet<PacketState> = new Set(["NOT_YET", "CONSENT_REVOKED", "CONSENT_EXPIRED"]);

const CONSENT_ENDED: Partial<Record<PacketState, string>> = {
  CONSENT_REVOKED: "The client’s consent does not stand now",
  CONSENT_EXPIRED: "The client’s consent has ended",
};

interface ReceivedProps {
  referral: ReceivedFragment;
  /** Other referrals here that seem to be about the same person. */
  same: readonly { readonly id: string; readonly number: string }[];
}

function Received({ referral, same }: ReceivedProps) {
  const mayOpen = useCan("packet.read");
  const { state, dueAt, sentAt } = referral;
  const ended = CONSENT_ENDED[referral.packetState];
  const waiting = state === "SENT" || state === "RECEIVED";
  return (
    <Page
      title={`Referral ${referral.number}`}
      back={{ to: "/inbox", label: "Referral inbox" }}
      lead={
        <Group gap="sm">
          <StateBadge state={state} words={receivedState} />
          <span>
            from {referral.sender?.name ?? "another organisation"} for {referral.program.name}
          </span>
        </Group>
      }
    >
      {ended && (
        <Alert color="orange" variant="light" icon={<Icon name="lock" />} title={ended}>
          The packet is closed to you, and nothing more about this client is sent to you.
        </Alert>
      )}
      {same.length > 0 && (
        <Alert color="blue" variant="light" title="This may be the same person as in">
          {same.map(({ id, number }) => (
            <LinkTo key={id} to="/inbox/$id" params={{ id }} className="row-link">
              {number}{" "}
            </LinkTo>
          ))}
        </Alert>
      )}
      {state === "ACCEPTED" && referral.mode === "CLIENT_CHOICE" && !referral.chosen && (
        <Alert color="gray" variant="light">
          Your place is kept. Nothing is arranged before the client has chosen.
        </Alert>
      )}
      <div className="two">
        <Stack gap="lg">
          <ReceivedActions referral={referral} />
          <Section title="Enquiry" aside={waiting && dueAt && <DueClock dueAt={dueAt} sentAt={sentAt} />}>
            <Text size="sm" c="dimmed" mb="md">
              Without anything that names the client. Who it is comes with the packet, under the client’s consent.
            </Text>
            <Facts
              facts={[
                ["Level of care", `${referral.levelCode} (${edition(referral.edition)})`],
                ["Urgency", urgency(referral.urgency)],
                ["Age", ageBand(referral.ageBand)],
                ["Payer", referral.paymentSource && paymentSource(String(referral.paymentSource))],
                [
                  "Needs",
                  referral.needs.length > 0 && (
                    <Group gap={6}>
                      {referral.needs.map((need) => (
                        <Badge key={need} variant="default" tt="none" radius="sm">
                          {readable(need)}
                        </Badge>
                      ))}
                    </Group>
                  ),
                ],
                ["Goes to", mode(referral.mode)],
              ]}
            />
          </Section>
          {referral.infoQuestion && (
            <Section title="Information">
              <Facts
                facts={[
                  ["Asked", referral.infoQuestion],
                  ["Answered", referral.infoAnswer ?? "Not yet"],
                ]}
              />
            </Section>
          )}
          {mayOpen && <PacketSection referral={referral} />}
          {referral.access.canBreakGlass && EMERGENCY.has(referral.packetState) && (
            <EmergencyForm referral={referral} />
          )}
          {mayOpen && (
            <ThreadSection
              partId={referral.id}
              side="received"
              other={referral.sender?.name ?? "the sender"}
              categories={referral.grant?.categories ?? []}
            />
          )}
        </Stack>
        <Section title="Course">
          <Course referral={referral} />
        </Section>
      </div>
    </Page>
  );
}
