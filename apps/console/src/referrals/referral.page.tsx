import { Badge, Button, Group, SimpleGrid, Text } from "@mantine/core";
import { useParams } from "@tanstack/react-router";
import { useQuery } from "urql";
import { Facts } from "../parts/facts.tsx";
import { Loaded, Nothing } from "../parts/loaded.tsx";
import { Page, Section } from "../parts/page.tsx";
import { PersonName } from "../parts/person-name.tsx";
import { Problem } from "../parts/problem.tsx";
import { StateBadge } from "../parts/state-badge.tsx";
import { useAct } from "../parts/use-act.ts";
import { When } from "../parts/when.tsx";
import { useCan } from "../session/session.tsx";
import { ThreadSection } from "../threads/thread-section.tsx";
import { dataCategory, edition, mode, referralState, urgency } from "../words.ts";
import { NextPrograms } from "./next-programs.tsx";
import { PartCard } from "./part-card.tsx";
import {
  OpenNextWaveDocument,
  ReferralDocument,
  SendReferralDocument,
  WithdrawReferralDocument,
  type ReferralQuery,
} from "./referrals.generated.ts";

const back = { to: "/referrals", label: "Sent referrals" };

export function ReferralPage() {
  const { id } = useParams({ from: "/shell/referrals/$id" });
  const details = useCan("client.details.read");
  const [result, ask] = useQuery({ query: ReferralDocument, variables: { id, details } });
  return (
    <Loaded result={result} retry={() => ask({ requestPolicy: "network-only" })}>
      {({ referral }) =>
        referral ? (
          <Sent referral={referral} />
        ) : (
          <Page title="Referral" back={back}>
            <Nothing icon="search" title="Not found" text="Your organisation has sent no such referral." />
          </Page>
        )
      }
    </Loaded>
  );
}

function Sent({ referral }: { referral: NonNullable<ReferralQuery["referral"]> }) {
  const { act, busy, problem } = useAct();
  const mayTalk = useCan("packet.read");
  const offers = (action: string) => referral.availableActions.includes(action);
  const input = { id: referral.id, expectedVersion: referral.version };
  const waits = referral.recipients.some((part) => part.state === "DRAFT");
  return (
    <Page
      title={`Referral ${referral.number}`}
      back={back}
      lead={
        <Group gap="sm">
          <StateBadge state={referral.state} words={referralState} />
          <span>
            <PersonName of={referral.client} />, level {referral.levelCode}
          </span>
        </Group>
      }
      actions={
        <>
          {offers("send") && (
            <Button loading={busy === "send"} onClick={() => void act("send", SendReferralDocument, { input })}>
              Send
            </Button>
          )}
          {offers("openNextWave") && waits && (
            <Button
              variant="light"
              loading={busy === "next"}
              onClick={() => void act("next", OpenNextWaveDocument, { input })}
            >
              Ask the next recipients
            </Button>
          )}
          {offers("withdraw") && (
            <Button
              variant="default"
              loading={busy === "withdraw"}
              onClick={() => void act("withdraw", WithdrawReferralDocument, { input })}
            >
              Withdraw
            </Button>
          )}
        </>
      }
    >
      <Problem text={problem} />
      <SimpleGrid cols={{ base: 1, md: Math.min(3, Math.max(2, referral.recipients.length)) }}>
        {referral.recipients.map((part) => (
          <PartCard key={part.id} part={part} byChoice={referral.mode === "CLIENT_CHOICE"} />
        ))}
      </SimpleGrid>
      {offers("openNextWave") && !waits && (
        <NextPrograms
          referral={referral}
          busy={busy === "next"}
          ask={(programIds) => act("next", OpenNextWaveDocument, { input: { ...input, programIds } })}
        />
      )}
      {mayTalk &&
        referral.recipients
          .filter((part) => part.state !== "DRAFT" && part.state !== "WITHDRAWN")
          .map((part) => (
            <ThreadSection
              key={part.id}
              partId={part.id}
              side="sent"
              other={part.recipient?.name ?? "the recipient"}
              categories={referral.categories}
            />
          ))}
      <Section title="What was asked">
        <Facts
          facts={[
            ["Level of care", `${referral.levelCode} (${edition(referral.edition)})`],
            ["Reason", referral.reason],
            ["Urgency", urgency(referral.urgency)],
            ["Goes to", mode(referral.mode)],
            [
              "Packet",
              <Group key="packet" gap={6}>
                {referral.categories.map((category) => (
                  <Badge key={category} variant="default" tt="none" radius="sm">
                    {dataCategory(category)}
                  </Badge>
                ))}
              </Group>,
            ],
            [
              "Opens",
              referral.disclosure === "TWO_STAGE" ? "To the chosen recipient alone" : "To each recipient on sending",
            ],
            ["Written", <When key="written" at={referral.createdAt} />],
          ]}
        />
        {referral.state === "DRAFT" && (
          <Text size="sm" c="dimmed" mt="md">
            Nobody else sees a draft.
          </Text>
        )}
      </Section>
    </Page>
  );
}
