import { Button, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { Icon } from "../parts/icons.tsx";
import { NoteForm } from "../parts/note-form.tsx";
import { Problem } from "../parts/problem.tsx";
import { useAct } from "../parts/use-act.ts";
import { DeclineMenu } from "./decline-menu.tsx";
import {
  AcceptReferralDocument,
  AdmitReferralDocument,
  CancelAppointmentDocument,
  ConfirmCancellationDocument,
  DeclineReferralDocument,
  RecordIntakeDocument,
  RecordNoShowDocument,
  RequestInformationDocument,
  ScheduleAppointmentDocument,
  type ReceivedFragment,
} from "./inbox.generated.ts";
import { AppointmentForm } from "./appointment-form.tsx";

/** The buttons are those the API says are open now; nothing here decides what is allowed. */
export function ReceivedActions({ referral }: { referral: ReceivedFragment }) {
  const { act, busy, problem } = useAct();
  const [form, setForm] = useState<"ask" | "schedule" | null>(null);
  // Clients here may be the same person: a person says whether somebody new is meant.
  const [refused, setRefused] = useState(false);
  // Admitting from here enters the client from the packet, so it takes one that is open.
  const offers = (action: string) =>
    referral.availableActions.includes(action) && (action !== "admit" || referral.packetState === "OPEN");
  const target = { id: referral.id, expectedVersion: referral.version };
  const known = [
    "accept",
    "decline",
    "requestInformation",
    "scheduleAppointment",
    "recordNoShow",
    "cancelAppointment",
    "recordIntake",
    "admit",
    "confirmCancellation",
  ];
  if (!known.some(offers)) return null;

  return (
    <section className="surface" aria-label="Answer">
      <Stack gap="sm">
        <Problem text={problem} />
        <Group gap="xs">
          {offers("accept") && (
            <Button
              leftSection={<Icon name="check" />}
              loading={busy === "accept"}
              onClick={() => void act("accept", AcceptReferralDocument, { input: target })}
            >
              Accept
            </Button>
          )}
          {offers("admit") && (
            <Button
              loading={busy === "admit"}
              onClick={() =>
                void act("admit", AdmitReferralDocument, { input: target }).then((done) => setRefused(!done))
              }
            >
              Admit
            </Button>
          )}
          {offers("admit") && refused && (
            <Button
              variant="default"
              loading={busy === "admit-new"}
              onClick={() => void act("admit-new", AdmitReferralDocument, { input: { ...target, createNew: true } })}
            >
              Admit as somebody new
            </Button>
          )}
          {offers("scheduleAppointment") && (
            <Button
              variant="light"
              onClick={() => setForm(form === "schedule" ? null : "schedule")}
              aria-expanded={form === "schedule"}
            >
              {referral.appointmentAt ? "Set another appointment" : "Set an appointment"}
            </Button>
          )}
          {offers("recordIntake") && (
            <Button
              variant="light"
              loading={busy === "intake"}
              onClick={() => void act("intake", RecordIntakeDocument, { input: target })}
            >
              Record the intake
            </Button>
          )}
          {offers("recordNoShow") && (
            <Button
              variant="default"
              loading={busy === "no-show"}
              onClick={() => void act("no-show", RecordNoShowDocument, { input: target })}
            >
              Did not come
            </Button>
          )}
          {offers("cancelAppointment") && (
            <Button
              variant="default"
              loading={busy === "cancel-appointment"}
              onClick={() => void act("cancel-appointment", CancelAppointmentDocument, { input: target })}
            >
              Cancel the appointment
            </Button>
          )}
          {offers("requestInformation") && (
            <Button
              variant="default"
              onClick={() => setForm(form === "ask" ? null : "ask")}
              aria-expanded={form === "ask"}
            >
              Ask for information
            </Button>
          )}
          {offers("confirmCancellation") && (
            <Button
              variant="default"
              loading={busy === "confirm"}
              onClick={() => void act("confirm", ConfirmCancellationDocument, { input: target })}
            >
              Confirm the cancellation
            </Button>
          )}
          {offers("decline") && (
            <DeclineMenu
              busy={busy === "decline"}
              decline={(reason, note) =>
                act("decline", DeclineReferralDocument, { input: { ...target, reason, note } })
              }
            />
          )}
        </Group>
        {offers("accept") && (
          <Text size="xs" c="dimmed">
            Accepting takes a place in {referral.program.name}
            {referral.packetState === "NOT_YET" && referral.mode === "FIRST_ACCEPT" && " and opens the packet"}.
          </Text>
        )}
        {form === "ask" && offers("requestInformation") && (
          <NoteForm
            label="What do you need to know?"
            submitLabel="Ask"
            busy={busy === "ask"}
            submit={async (note) => {
              if (await act("ask", RequestInformationDocument, { input: { ...target, question: note } })) setForm(null);
            }}
          />
        )}
        {form === "schedule" && offers("scheduleAppointment") && (
          <AppointmentForm
            busy={busy === "schedule"}
            submit={async (at) => {
              if (await act("schedule", ScheduleAppointmentDocument, { input: { ...target, appointmentAt: at } }))
                setForm(null);
            }}
          />
        )}
      </Stack>
    </section>
  );
}
