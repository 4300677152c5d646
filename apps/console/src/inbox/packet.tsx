import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import { useQuery } from "urql";
import { Facts } from "../parts/facts.tsx";
import { Icon } from "../parts/icons.tsx";
import { ErrorNotice } from "../parts/loaded.tsx";
import { Section } from "../parts/page.tsx";
import { Day, When } from "../parts/when.tsx";
import {
  consentPurpose,
  dataCategory,
  edition,
  factName,
  factPlace,
  packetState,
  paymentSource,
  readable,
  urgency,
} from "../words.ts";
import { PacketDocument, type PacketQuery, type ReceivedFragment } from "./inbox.generated.ts";

type Packet = NonNullable<NonNullable<PacketQuery["receivedReferral"]>["packet"]>;

/** Opening is an act of its own, since each reading is a disclosure that the client may ask an account of (42 CFR 2.25). */
export function PacketSection({ referral }: { referral: ReceivedFragment }) {
  const [asked, setAsked] = useState(false);
  const [{ data, error, fetching }, ask] = useQuery({
    query: PacketDocument,
    variables: { id: referral.id },
    pause: !asked,
    requestPolicy: "network-only",
  });
  // Each answer tells the state anew, so a packet that closed meanwhile is taken off the screen.
  const isOpen = referral.packetState === "OPEN";
  const packet = asked && isOpen ? data?.receivedReferral?.packet : null;
  const open = () => (asked ? ask({ requestPolicy: "network-only" }) : setAsked(true));
  return (
    <Section title="Packet">
      {error && <ErrorNotice error={error} />}
      {packet ? (
        <Opened packet={packet} />
      ) : (
        <Group justify="space-between" wrap="nowrap">
          <Text size="sm" c="dimmed" maw={440}>
            {packetState(referral.packetState)}
          </Text>
          {isOpen && (
            <Button
              variant="light"
              leftSection={<Icon name="lock" />}
              loading={fetching}
              onClick={open}
              style={{ flexShrink: 0 }}
            >
              Open the packet
            </Button>
          )}
        </Group>
      )}
    </Section>
  );
}

const CODED: Record<string, (value: string) => string> = { edition, paymentSource, sex: readable, urgency };

function Opened({ packet: { notice, redisclosure, sections, consent } }: { packet: Packet }) {
  return (
    <Stack gap="md">
      <p className="notice" role="note">
        {notice} {redisclosure.may} {redisclosure.never}
      </p>
      {inOrder(sections, ({ category }) => CATEGORY_ORDER.indexOf(category)).map(({ category, facts, text }) => (
        <div key={category}>
          <Title order={3} size="sm" mb={6}>
            {dataCategory(category)}
          </Title>
          {facts.length > 0 && (
            <Facts
              facts={inOrder(facts, ({ name }) => factPlace(name)).map(
                ({ name, value }) => [factName(name), shown(name, value)] as const,
              )}
            />
          )}
          {text && (
            <Text size="sm" mt={6} style={{ whiteSpace: "pre-wrap" }}>
              {text}
            </Text>
          )}
          {facts.length === 0 && !text && (
            <Text size="sm" c="dimmed">
              Nothing known.
            </Text>
          )}
        </div>
      ))}
      <div className="consent-copy">
        <Title order={3} size="sm" mb={6}>
          The consent this comes under
        </Title>
        <Facts
          facts={[
            ["From", consent.discloser],
            ["To", consent.recipient],
            ["Purpose", consentPurpose(consent.purpose)],
            ["What", consent.description],
            ["Signed", <When key="signed" at={consent.signedAt} form="day" />],
            ["By", consent.signedBy],
            ["Ends", consent.expiresAt ? <When at={consent.expiresAt} /> : consent.expiryEvent],
          ]}
        />
      </div>
    </Stack>
  );
}

/** Who it is comes first. What is not named here follows as it came. */
const CATEGORY_ORDER: readonly string[] = ["DEMOGRAPHICS", "CONTACT", "REASON", "SUBSTANCE_USE", "COVERAGE"];

function inOrder<Item>(items: readonly Item[], placeOf: (item: Item) => number): readonly Item[] {
  const place = (item: Item) => (placeOf(item) < 0 ? Number.MAX_SAFE_INTEGER : placeOf(item));
  return items.toSorted((one, other) => place(one) - place(other));
}

function shown(name: string, value: string) {
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return <Day on={value} />;
  const coded = CODED[name];
  if (coded) return coded(value);
  if (value === "true") return "Yes";
  if (value === "false") return "No";
  return value;
}
