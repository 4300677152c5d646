import {
  Button,
  Checkbox,
  Group,
  NativeSelect,
  SegmentedControl,
  SimpleGrid,
  Stack,
  Text,
  Textarea,
} from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useQuery } from "urql";
import { Page, Section } from "../parts/page.tsx";
import { Problem } from "../parts/problem.tsx";
import { dataCategory, urgency } from "../words.ts";
import { CATEGORIES, WRITTEN } from "./categories.ts";
import { ClientPicker } from "./client-picker.tsx";
import { ConsentStep } from "./consent-step.tsx";
import { ProgramFinder, type Found } from "./program-finder.tsx";
import { LevelsDocument, type ConsentCategory, type ReferralMode, type ReferralUrgency } from "./send.generated.ts";
import { useSending } from "./use-sending.ts";

const URGENCIES = ["ROUTINE", "URGENT", "ASAP", "STAT"] as const satisfies readonly ReferralUrgency[];
export function SendPage() {
  const { client: given } = useSearch({ from: "/shell/referrals/new" });
  const navigate = useNavigate();
  const [clientId, setClientId] = useState<string | null>(given ?? null);
  const [level, setLevel] = useState("");
  const [how, setHow] = useState<ReferralUrgency>("ROUTINE");
  const [reason, setReason] = useState("");
  const [mode, setMode] = useState<ReferralMode>("FIRST_ACCEPT");
  const [recipients, setRecipients] = useState<readonly Found[]>([]);
  const [categories, setCategories] = useState<ConsentCategory[]>([
    "DEMOGRAPHICS",
    "CONTACT",
    "COVERAGE",
    "REASON",
    "SUBSTANCE_USE",
  ]);
  const [{ data: levels }] = useQuery({ query: LevelsDocument });
  const [whole, setWhole] = useState("");
  const [texts, setTexts] = useState<Partial<Record<ConsentCategory, string>>>({});
  const { send, busy, errors, problem, clear } = useSending();

  const [edition = "", levelCode = ""] = level.split(" ");
  const ready =
    clientId !== null && level !== "" && reason.trim() !== "" && recipients.length > 0 && categories.length > 0;
  const submit = async () => {
    if (!clientId) return;
    const referralId = await send({
      clientId,
      edition,
      levelCode,
      reason,
      urgency: how,
      mode,
      categories,
      wholeRecordReason: categories.length === CATEGORIES.length ? whole : null,
      sections: categories.flatMap((category) => {
        const text = WRITTEN.has(category) ? texts[category]?.trim() : undefined;
        return text ? [{ category, text }] : [];
      }),
      recipients: recipients.map(({ id }) => ({ programId: id })),
    });
    if (referralId) await navigate({ to: "/referrals/$id", params: { id: referralId } });
  };

  return (
    <Page
      title="New referral"
      back={{ to: "/referrals", label: "Sent referrals" }}
      lead="Recipients first see an enquiry that names nobody. The packet opens to the chosen one."
    >
      <Section title="Who">
        <ClientPicker chosen={clientId} choose={setClientId} error={errors.clientId} />
      </Section>
      <Section title="What is needed">
        <Stack gap="md">
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <NativeSelect
              label="Level of care"
              value={level}
              onChange={(event) => setLevel(event.currentTarget.value)}
              error={errors.levelCode}
              data={[
                { value: "", label: "Choose a level" },
                ...(levels?.levelsOfCare ?? []).map(({ edition: from, code, name }) => ({
                  value: `${from} ${code}`,
                  label: `${code} ${name} (${from === "ASAM4" ? "4th edition" : "3rd edition"})`,
                })),
              ]}
            />
            <NativeSelect
              label="Urgency"
              value={how}
              onChange={(event) => setHow(event.currentTarget.value as ReferralUrgency)}
              error={errors.urgency}
              data={URGENCIES.map((value) => ({ value, label: urgency(value) }))}
            />
          </SimpleGrid>
          <Textarea
            label="Reason"
            description="Only the chosen recipient reads it, in the packet."
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            error={errors.reason}
            autosize
            minRows={2}
          />
        </Stack>
      </Section>
      <Section title="Who is asked">
        <ProgramFinder
          edition={edition}
          levelCode={levelCode}
          chosen={recipients}
          choose={setRecipients}
          error={errors.recipients}
        />
        {recipients.length > 1 && (
          <Group mt="md" gap="sm">
            <Text size="sm" id="mode-label">
              Who gets it
            </Text>
            <SegmentedControl
              aria-labelledby="mode-label"
              value={mode}
              onChange={(value) => setMode(value as ReferralMode)}
              data={[
                { value: "FIRST_ACCEPT", label: "The first to accept" },
                { value: "CLIENT_CHOICE", label: "The one the client chooses" },
              ]}
            />
          </Group>
        )}
      </Section>
      <Section title="What the packet holds">
        <Checkbox.Group
          aria-label="What the packet holds"
          value={categories}
          onChange={(values) => setCategories(values as ConsentCategory[])}
          error={errors.categories}
        >
          <SimpleGrid cols={{ base: 2, sm: 3 }} spacing="xs">
            {CATEGORIES.map((category) => (
              <Checkbox key={category} value={category} label={dataCategory(category)} />
            ))}
          </SimpleGrid>
        </Checkbox.Group>
        {categories.length === CATEGORIES.length && (
          <Textarea
            mt="md"
            label="Why all of the record is needed"
            value={whole}
            onChange={({ currentTarget: { value } }) => setWhole(value)}
            error={errors.wholeRecordReason}
            maxLength={1000}
            autosize
            minRows={2}
            required
          />
        )}
        {CATEGORIES.filter((category) => WRITTEN.has(category) && categories.includes(category)).map((category) => (
          <Textarea
            key={category}
            mt="md"
            label={dataCategory(category)}
            value={texts[category] ?? ""}
            onChange={({ currentTarget: { value } }) => setTexts((known) => ({ ...known, [category]: value }))}
            maxLength={8000}
            autosize
            minRows={2}
          />
        ))}
      </Section>
      {clientId && recipients.length > 0 && (
        <Section title="Consent">
          <ConsentStep key={clientId} clientId={clientId} recipients={recipients} recorded={clear} />
        </Section>
      )}
      <Problem text={problem} />
      <Group>
        <Button onClick={() => void submit()} loading={busy} disabled={!ready}>
          Send the referral
        </Button>
        {!ready && (
          <Text size="sm" c="dimmed">
            Choose a client, a level and at least one program, and give the reason.
          </Text>
        )}
      </Group>
    </Page>
  );
}
