import { Button, Checkbox, Group, NativeSelect, SimpleGrid, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { useMutation, useQuery } from "urql";
import { ErrorNotice } from "../parts/loaded.tsx";
import { Problem } from "../parts/problem.tsx";
import { useSubmit } from "../parts/use-submit.ts";
import { When } from "../parts/when.tsx";
import { consentPurpose, signerKind } from "../words.ts";
import type { Found } from "./program-finder.tsx";
import {
  ConsentChoicesDocument,
  RecordConsentDocument,
  type ConsentCategory,
  type SignerKind,
} from "./send.generated.ts";

interface ConsentStepProps {
  clientId: string;
  recipients: readonly Found[];
  categories: readonly ConsentCategory[];
}

/** Which consents of the client name the organisations asked, and a place to enter one that was signed. Sending checks. */
export function ConsentStep({ clientId, recipients, categories }: ConsentStepProps) {
  const [{ data, error }, ask] = useQuery({ query: ConsentChoicesDocument, variables: { clientId } });
  const [recording, setRecording] = useState(false);
  if (error) return <ErrorNotice error={error} />;
  const organisations = [...new Map(recipients.map((each) => [each.organisationId, each.organisationName]))];
  const named = (organisationId: string) =>
    data?.consents.nodes.filter(
      ({ state, grants }) =>
        state === "ACTIVE" &&
        grants.some((grant) => grant.recipientOrganisationId === organisationId && !grant.revokedAt),
    ) ?? [];
  const unnamed = organisations.filter(([id]) => data && named(id).length === 0);
  return (
    <Stack gap="sm">
      {organisations.map(([id, name]) => {
        const [consent] = named(id);
        return (
          <Group key={id} gap="sm">
            <Text size="sm" fw={600}>
              {name}
            </Text>
            <Text size="sm" c={consent ? "dimmed" : "red.8"}>
              {consent ? (
                <>
                  named in a consent for {consentPurpose(consent.purpose).toLowerCase()}, signed{" "}
                  <When at={consent.signedAt} />
                </>
              ) : (
                "no consent in force names it"
              )}
            </Text>
          </Group>
        );
      })}
      {recording ? (
        <RecordConsent
          clientId={clientId}
          organisations={unnamed.length > 0 ? unnamed : organisations}
          categories={categories}
          done={() => {
            setRecording(false);
            ask({ requestPolicy: "network-only" });
          }}
        />
      ) : (
        <Group>
          <Button variant={unnamed.length > 0 ? "light" : "default"} size="xs" onClick={() => setRecording(true)}>
            Enter a signed consent
          </Button>
        </Group>
      )}
    </Stack>
  );
}

interface RecordConsentProps {
  clientId: string;
  organisations: readonly (readonly [string, string])[];
  categories: readonly ConsentCategory[];
  done: () => void;
}

const SIGNERS = ["CLIENT", "REPRESENTATIVE", "PARENT_OR_GUARDIAN"] as const satisfies readonly SignerKind[];

function RecordConsent({ clientId, organisations, categories, done }: RecordConsentProps) {
  const [, record] = useMutation(RecordConsentDocument);
  const { form, problem, busy, submit } = useSubmit(
    {
      description: "",
      signedAt: "",
      expiresAt: "",
      signerKind: "CLIENT" as SignerKind,
      signerName: "",
      signerAuthority: "",
      revocationExplained: false,
      redisclosureExplained: false,
    },
    async ({ signedAt, expiresAt, signerAuthority, ...rest }) => {
      const { error, data } = await record({
        input: {
          ...rest,
          clientId,
          recipientOrganisationIds: organisations.map(([id]) => id),
          purpose: "TREATMENT",
          categories: [...categories],
          // The paper has days; a consent counts from the start of the first to the end of the last.
          signedAt: signedAt ? new Date(`${signedAt}T00:00`).toISOString() : "",
          expiresAt: expiresAt ? new Date(`${expiresAt}T23:59:59`).toISOString() : null,
          signerAuthority: signerAuthority || null,
        },
      });
      return { error, userErrors: data?.recordConsent.userErrors };
    },
    done,
  );
  return (
    <form onSubmit={submit} className="inset">
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          For treatment, to {organisations.map(([, name]) => name).join(", ")}, covering what the packet holds.
        </Text>
        <Problem text={problem} />
        <Textarea
          label="How much and what kind of information, as the paper says it"
          required
          withAsterisk={false}
          autosize
          {...form.getInputProps("description")}
        />
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TextInput label="Signed on" type="date" required withAsterisk={false} {...form.getInputProps("signedAt")} />
          <TextInput label="Ends on" type="date" {...form.getInputProps("expiresAt")} />
          <NativeSelect
            label="Signed by"
            data={SIGNERS.map((value) => ({ value, label: signerKind(value) }))}
            {...form.getInputProps("signerKind")}
          />
          <TextInput label="Name of the signer" required withAsterisk={false} {...form.getInputProps("signerName")} />
          {form.values.signerKind !== "CLIENT" && (
            <TextInput label="Authority to sign" {...form.getInputProps("signerAuthority")} />
          )}
        </SimpleGrid>
        <Checkbox
          label="The right to revoke was explained"
          {...form.getInputProps("revocationExplained", { type: "checkbox" })}
        />
        <Checkbox
          label="What may happen after disclosure was explained"
          {...form.getInputProps("redisclosureExplained", { type: "checkbox" })}
        />
        <Group gap="xs">
          <Button type="submit" loading={busy}>
            Enter the consent
          </Button>
          <Button variant="subtle" color="gray" onClick={done}>
            Cancel
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
