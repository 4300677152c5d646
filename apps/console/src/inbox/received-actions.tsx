import { Button, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { Icon } from "../parts/icons.tsx";
import { NoteForm } from "../parts/note-form.tsx";
import { Problem } from "../parts/problem.tsx";
import { useAct } from "../parts/use-act.ts";
import { ClientPicker } from "../send/client-picker.tsx";
import { DeclineMenu } from "./decline-menu.tsx";
import {
  AcceptReferralDocument,
  AdmitReferralDocument,
  CancelAppointmentDocument,
  ConfirmCancellationDocument,
  DeclineReferralDocument,
  ForwardReferralDocument,
  ReassignReferralDocument,
  RecordIntakeDocument,
  RecordNoShowDocument,
  RequestInformationDocument,
  ScheduleAppointmentDocument,
  UndoAcceptanceDocument,
  type ReceivedFragment,
} from "./inbox.generated.ts";
import { AppointmentForm } from "./appointment-form.tsx";
import { ForwardForm, ReassignForm } from "./move-forms.tsx";

/** The buttons are those the API says are open now; nothing here decides what is allowed. */
export function ReceivedActions({ referral }: { referral: ReceivedFragment }) {
  const { act, busy, problem } = useAct();
  const [form, setForm] = useState<"ask" | "schedule" | "known" | "reassign" | "forward" | null>(null);
  // Clients here may be the same person: a person says whether one of them or somebody new is meant.
  const [refused, setRefused] = useState(false);
  const [clientId, setClientId] = useState<string | null>(null);
  const toggle = (which: NonNullable<typeof form>) => setForm(form === which ? null : which);
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
    "undoAcceptance",
    "reassign",
    "forward",
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
          {offers("admit") && (
            <Button variant="default" onClick={() => toggle("known")} aria-expanded={form === "known"}>
              Admit one of our clients
            </Button>
          )}
          {offers("scheduleAppointment") && (
            <Button variant="light" onClick={() => toggle("schedule")} aria-expanded={form === "schedule"}>
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
            <Button variant="default" onClick={() => toggle("ask")} aria-expanded={form === "ask"}>
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
          {offers("undoAcceptance") && (
            <Button
              variant="default"
              loading={busy === "undo"}
              onClick={() => void act("undo", UndoAcceptanceDocument, { input: target })}
            >
              Take the acceptance back
            </Button>
          )}
          {offers("reassign") && (
            <Button variant="default" onClick={() => toggle("reassign")} aria-expanded={form === "reassign"}>
              Another program of ours …
            </Button>
          )}
          {offers("forward") && (
            <Button variant="default" onClick={() => toggle("forward")} aria-expanded={form === "forward"}>
              Decline and name another …
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
        {form === "known" && offers("admit") && (
          <Stack gap="xs">
            <ClientPicker chosen={clientId} choose={setClientId} error={undefined} />
            <div>
              <Button
                disabled={clientId === null}
                loading={busy === "admit-known"}
                onClick={() => void act("admit-known", AdmitReferralDocument, { input: { ...target, clientId } })}
              >
                Admit this client
              </Button>
            </div>
          </Stack>
        )}
        {form === "reassign" && offers("reassign") && (
          <ReassignForm
            referral={referral}
            busy={busy === "reassign"}
            submit={async (programId) => {
              if (await act("reassign", ReassignReferralDocument, { input: { ...target, programId } })) setForm(null);
            }}
          />
        )}
        {form === "forward" && offers("forward") && (
          <ForwardForm
            referral={referral}
            busy={busy === "forward"}
            submit={async (programId, reason, note) => {
              const input = { ...target, programId, reason, note };
              if (await act("forward", ForwardReferralDocument, { input })) setForm(null);
            }}
          />
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
