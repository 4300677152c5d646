import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import { NoteForm } from "../parts/note-form.tsx";
import { Course } from "../parts/course.tsx";
import { Problem } from "../parts/problem.tsx";
import { StateBadge } from "../parts/state-badge.tsx";
import { useAct } from "../parts/use-act.ts";
import { DueClock, When } from "../parts/when.tsx";
import { referralState } from "../words.ts";
import {
  AcknowledgeReferralDocument,
  ChooseRecipientDocument,
  ProvideInformationDocument,
  RequestCancellationDocument,
  TakeBackAfterNoShowDocument,
  WithdrawRecipientDocument,
  type PartFragment,
} from "./referrals.generated.ts";

/** One recipient of a referral: where it stands, how it got there, what the sender can do about it now. */
export function PartCard({ part, byChoice }: { part: PartFragment; byChoice: boolean }) {
  const { act, busy, problem } = useAct();
  const [answering, setAnswering] = useState(false);
  const offers = (action: string) => part.availableActions.includes(action);
  const input = { id: part.id, expectedVersion: part.version };
  const waiting = part.state === "SENT" || part.state === "RECEIVED";
  const name = part.recipient?.name ?? "Recipient";
  return (
    <section className="surface" aria-label={name}>
      <Stack gap="sm">
        <div>
          <Title order={2}>{name}</Title>
          <Text size="sm" c="dimmed">
            {part.program
              ? [part.program.programName, part.program.city, part.program.region].filter(Boolean).join(", ")
              : part.recipient?.status === "OUTSIDE"
                ? "Not on the platform: answers by a link"
                : "This program is no longer in the directory"}
          </Text>
        </div>
        <Group justify="space-between" gap="xs">
          <StateBadge state={part.state} words={referralState} />
          {waiting && part.dueAt && <DueClock dueAt={part.dueAt} sentAt={part.sentAt} />}
        </Group>
        {part.grant?.revokedAt && (
          <Text size="sm" fw={600}>
            The client’s consent was revoked on <When at={part.grant.revokedAt} />. The packet is closed.
          </Text>
        )}
        {byChoice && part.chosen && (
          <Text size="sm" fw={600}>
            The client chose this one.
          </Text>
        )}
        {part.forwardedTo && (
          <Text size="sm">
            Named in its place: {part.forwardedTo.organisationName}, {part.forwardedTo.programName}. It is asked once a
            consent names it.
          </Text>
        )}
        {part.infoQuestion && (
          <p className="notice">
            {part.infoQuestion}
            {part.infoAnswer && <b> {part.infoAnswer}</b>}
          </p>
        )}
        <Problem text={problem} />
        <Group gap="xs">
          {offers("choose") && (
            <Button
              size="sm"
              loading={busy === "choose"}
              onClick={() => void act("choose", ChooseRecipientDocument, { input })}
            >
              The client chooses this one
            </Button>
          )}
          {offers("acknowledge") && (
            <Button
              size="sm"
              loading={busy === "acknowledge"}
              onClick={() => void act("acknowledge", AcknowledgeReferralDocument, { input })}
            >
              Take note of the outcome
            </Button>
          )}
          {offers("provideInformation") && (
            <Button size="sm" onClick={() => setAnswering(!answering)} aria-expanded={answering}>
              Answer
            </Button>
          )}
          {offers("withdraw") && (
            <Button
              size="sm"
              variant="default"
              loading={busy === "withdraw"}
              onClick={() => void act("withdraw", WithdrawRecipientDocument, { input })}
            >
              Withdraw
            </Button>
          )}
          {offers("takeBackAfterNoShow") && (
            <Button
              size="sm"
              variant="light"
              loading={busy === "take-back"}
              onClick={() => void act("take-back", TakeBackAfterNoShowDocument, { input })}
            >
              Take the client back
            </Button>
          )}
          {offers("requestCancellation") && (
            <Button
              size="sm"
              variant="default"
              loading={busy === "cancel"}
              onClick={() => void act("cancel", RequestCancellationDocument, { input })}
            >
              Ask to cancel
            </Button>
          )}
        </Group>
        {answering && offers("provideInformation") && (
          <NoteForm
            label="Your answer"
            submitLabel="Send the answer"
            busy={busy === "answer"}
            submit={async (answer) => {
              if (await act("answer", ProvideInformationDocument, { input: { ...input, answer } })) setAnswering(false);
            }}
          />
        )}
        <Course referral={part} />
      </Stack>
    </section>
  );
}
