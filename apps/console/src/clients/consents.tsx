import { Badge, Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { useQuery } from "urql";
import { Facts } from "../parts/facts.tsx";
import { Loaded } from "../parts/loaded.tsx";
import { Section } from "../parts/page.tsx";
import { Problem } from "../parts/problem.tsx";
import { StateBadge } from "../parts/state-badge.tsx";
import { useAct } from "../parts/use-act.ts";
import { When } from "../parts/when.tsx";
import { consentPurpose, consentState, dataCategory } from "../words.ts";
import {
  ConsentsDocument,
  HoldConsentDocument,
  LiftConsentHoldDocument,
  RevokeConsentDocument,
  type ConsentFragment,
} from "./clients.generated.ts";

/** What a client consented to, newest first, and the end of it. */
export function Consents({ clientId }: { clientId: string }) {
  const [result, ask] = useQuery({ query: ConsentsDocument, variables: { clientId } });
  return (
    <Section title="Consents">
      <Loaded result={result} retry={() => ask({ requestPolicy: "network-only" })} rows={2}>
        {({ consents }) =>
          consents.nodes.length === 0 ? (
            <Text size="sm" c="dimmed">
              None. Without a consent nothing about this person can be sent to another organisation.
            </Text>
          ) : (
            <Stack gap="lg">
              {consents.nodes.map((consent) => (
                <OneConsent key={consent.id} consent={consent} />
              ))}
            </Stack>
          )
        }
      </Loaded>
    </Section>
  );
}

function OneConsent({ consent }: { consent: ConsentFragment }) {
  const { act, busy, problem } = useAct();
  const [sure, setSure] = useState(false);
  const [reason, setReason] = useState("");
  const mayRevoke = consent.availableActions.includes("revoke");
  const recipients = consent.grants.map(({ recipient }) => recipient?.name ?? "an organisation").join(", ");
  const revoke = () =>
    act("revoke", RevokeConsentDocument, { input: { id: consent.id, expectedVersion: consent.version } });
  const hold = () =>
    act("hold", HoldConsentDocument, { input: { id: consent.id, expectedVersion: consent.version, reason } });
  const lift = () =>
    act("lift", LiftConsentHoldDocument, { input: { id: consent.id, expectedVersion: consent.version } });
  return (
    <section aria-label={`Consent for ${recipients}`}>
      <Group gap="xs" mb={6} wrap="nowrap" align="flex-start">
        <StateBadge state={consent.state} words={consentState} />
        <Text size="sm" fw={600} style={{ flexGrow: 1 }}>
          {recipients}
        </Text>
        {mayRevoke && (
          <Button
            size="compact-sm"
            variant="default"
            aria-expanded={sure}
            onClick={() => setSure(!sure)}
            style={{ flexShrink: 0 }}
          >
            Revoke …
          </Button>
        )}
      </Group>
      {mayRevoke && sure && (
        <Stack gap="xs" mb="sm" className="notice">
          <Text size="sm">
            From that moment {recipients} can read nothing under this consent, nothing more is sent, and what was not
            accepted yet is taken back. What was read before stays known. A revocation cannot be undone; the client can
            sign a new consent. How it is revoked: {consent.howToRevoke}
          </Text>
          {consent.availableActions.includes("hold") && (
            <TextInput
              label="Said, but not in writing yet: by whom, and how"
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
          )}
          <Problem text={problem} />
          <Group gap="xs">
            <Button size="xs" color="red.9" loading={busy === "revoke"} onClick={() => void revoke()}>
              Revoke the consent
            </Button>
            {consent.availableActions.includes("hold") && (
              <Button size="xs" variant="default" loading={busy === "hold"} onClick={() => void hold()}>
                Hold it until it is there in writing
              </Button>
            )}
            {consent.availableActions.includes("lift") && (
              <Button size="xs" variant="default" loading={busy === "lift"} onClick={() => void lift()}>
                Taken back: lift the hold
              </Button>
            )}
            <Button size="xs" variant="default" onClick={() => setSure(false)}>
              Keep it
            </Button>
          </Group>
        </Stack>
      )}
      <Facts
        facts={[
          ["Purpose", consentPurpose(consent.purpose)],
          ["What", consent.description],
          [
            "Covers",
            <Group key="covers" gap={6}>
              {consent.categories.map((category) => (
                <Badge key={category} variant="default" tt="none" radius="sm">
                  {dataCategory(category)}
                </Badge>
              ))}
            </Group>,
          ],
          ["Signed", <When key="signed" at={consent.signedAt} form="day" />],
          ["Ends", consent.expiresAt ? <When at={consent.expiresAt} /> : consent.expiryEvent],
          ["Monitored by", consent.monitorOfficial],
          ["Revocable", consent.irrevocable ? "Not before it ends (42 CFR 2.35)" : null],
          ["Held since", consent.heldAt && <When at={consent.heldAt} />],
          ["Revoked", consent.revokedAt && <When at={consent.revokedAt} />],
          ["Found false", consent.falseAt && <When at={consent.falseAt} />],
          ["Ended by its event", consent.endedAt && <When at={consent.endedAt} />],
        ]}
      />
    </section>
  );
}
