import { Button, Checkbox, Group, NativeSelect, SimpleGrid, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { useMutation, useQuery } from "urql";
import { ErrorNotice } from "../parts/loaded.tsx";
import { Problem } from "../parts/problem.tsx";
import { useSubmit } from "../parts/use-submit.ts";
import { When } from "../parts/when.tsx";
import { consentPurpose, dataCategory, representativeKind, signerKind } from "../words.ts";
import { CATEGORIES } from "./categories.ts";
import type { Found } from "./program-finder.tsx";
import {
  ConsentChoicesDocument,
  RecordConsentDocument,
  type ConsentCategory,
  type ConsentPurpose,
  type RepresentativeKind,
  type SignerKind,
} from "./send.generated.ts";

interface ConsentStepProps {
  clientId: string;
  recipients: readonly Found[];
  /** A consent was entered. */
  recorded: () => void;
}

/** Which consents of the client name the organisations asked, and a place to enter one that was signed. Sending checks. */
export function ConsentStep({ clientId, recipients, recorded }: ConsentStepProps) {
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
                  <When at={consent.signedAt} form="day" />
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
          cancel={() => setRecording(false)}
          done={() => {
            setRecording(false);
            recorded();
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
  cancel: () => void;
  done: () => void;
}

/** Those that a referral can go under; a consent for anything else does not open a packet. */
const PURPOSES = ["TREATMENT", "TPO"] as const satisfies readonly ConsentPurpose[];
const SIGNERS = ["CLIENT", "REPRESENTATIVE", "PARENT_OR_GUARDIAN"] as const satisfies readonly SignerKind[];
const REPRESENTATIVES = {
  CLIENT: [],
  REPRESENTATIVE: ["GUARDIAN", "POWER_OF_ATTORNEY", "PERSONAL_REPRESENTATIVE"],
  PARENT_OR_GUARDIAN: ["PARENT", "GUARDIAN"],
} as const satisfies Record<SignerKind, readonly RepresentativeKind[]>;

function RecordConsent({ clientId, organisations, cancel, done }: RecordConsentProps) {
  const [, record] = useMutation(RecordConsentDocument);
  const { form, problem, busy, submit } = useSubmit(
    {
      purpose: "TREATMENT" as ConsentPurpose,
      // None is ticked beforehand: the paper says what it covers, not the packet.
      categories: [] as ConsentCategory[],
      description: "",
      signedAt: "",
      expiresAt: "",
      signerKind: "CLIENT" as SignerKind,
      signerName: "",
      signerAuthority: "",
      representativeKind: "",
      revocationExplained: false,
      redisclosureExplained: false,
      refusalExplained: false,
    },
    async ({ signedAt, expiresAt, signerAuthority, representativeKind: kind, ...rest }) => {
      const { error, data } = await record({
        input: {
          ...rest,
          clientId,
          recipientOrganisationIds: organisations.map(([id]) => id),
          // The paper has days; a consent counts from the start of the first to the end of the last.
          signedAt: signedAt ? new Date(`${signedAt}T00:00`).toISOString() : "",
          expiresAt: expiresAt ? new Date(`${expiresAt}T23:59:59`).toISOString() : null,
          signerAuthority: signerAuthority || null,
          representativeKind: REPRESENTATIVES[rest.signerKind].find((each) => each === kind) ?? null,
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
          For {organisations.map(([, name]) => name).join(", ")}. Everything as the signed paper says it; sending is
          refused if that does not cover what the packet holds.
        </Text>
        <Problem text={problem} />
        <NativeSelect
          label="Purpose"
          data={PURPOSES.map((value) => ({ value, label: consentPurpose(value) }))}
          {...form.getInputProps("purpose")}
        />
        <Checkbox.Group label="What the paper covers" {...form.getInputProps("categories")}>
          <SimpleGrid cols={{ base: 2, sm: 3 }} spacing="xs" mt={6}>
            {CATEGORIES.map((category) => (
              <Checkbox key={category} value={category} label={dataCategory(category)} />
            ))}
          </SimpleGrid>
        </Checkbox.Group>
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
            <>
              <NativeSelect
                label="Signs as"
                data={[
                  { value: "", label: "" },
                  ...REPRESENTATIVES[form.values.signerKind].map((value) => ({
                    value,
                    label: representativeKind(value),
                  })),
                ]}
                {...form.getInputProps("representativeKind")}
              />
              <TextInput label="Authority to sign" {...form.getInputProps("signerAuthority")} />
            </>
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
        {form.values.purpose === "TPO" && (
          <Checkbox
            label="What follows without a signature was explained"
            {...form.getInputProps("refusalExplained", { type: "checkbox" })}
          />
        )}
        <Group gap="xs">
          <Button type="submit" loading={busy}>
            Enter the consent
          </Button>
          <Button variant="subtle" color="gray" onClick={cancel}>
            Cancel
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
