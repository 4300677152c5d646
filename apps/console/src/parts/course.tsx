import { Text, Timeline } from "@mantine/core";
import type { ReactNode } from "react";
import { Day, When } from "./when.tsx";
import { cancelReason, declineReason, referralState } from "../words.ts";

export interface Coursed {
  state: string;
  sentAt: string | null;
  receivedAt: string | null;
  appointmentAt: string | null;
  admittedOn: string | null;
  firstSessionOn: string | null;
  acknowledgedAt?: string | null;
  declineReason: string | null;
  declineNote: string | null;
  cancelReason: string | null;
}

/** What has happened to a referral so far, as far as it is dated, and where it stands. */
export function Course({ referral }: { referral: Coursed }) {
  const steps: { title: string; text: ReactNode }[] = [];
  if (referral.sentAt) steps.push({ title: "Sent", text: <When at={referral.sentAt} /> });
  if (referral.receivedAt) steps.push({ title: "Received", text: <When at={referral.receivedAt} /> });
  if (referral.appointmentAt) steps.push({ title: "Appointment", text: <When at={referral.appointmentAt} /> });
  if (referral.admittedOn) steps.push({ title: "Admitted", text: <Day on={referral.admittedOn} /> });
  if (referral.firstSessionOn)
    steps.push({ title: "First session attended", text: <Day on={referral.firstSessionOn} /> });
  if (referral.declineReason) {
    steps.push({
      title: "Declined",
      text: [declineReason(referral.declineReason), referral.declineNote].filter(Boolean).join(": "),
    });
  }
  // A cancellation that was asked for may still end otherwise: only its own states tell of it.
  if (referral.cancelReason && ["CANCEL_REQUESTED", "CANCELLED", "WITHDRAWN"].includes(referral.state))
    steps.push({ title: referralState(referral.state), text: cancelReason(referral.cancelReason) });
  if (referral.acknowledgedAt)
    steps.push({ title: "Outcome acknowledged by the sender", text: <When at={referral.acknowledgedAt} /> });
  const now = referralState(referral.state);
  if (steps.at(-1)?.title !== now) steps.push({ title: now, text: "Where it stands" });
  return (
    <Timeline active={steps.length} bulletSize={14} lineWidth={2} color="teal">
      {steps.map(({ title, text }) => (
        <Timeline.Item
          key={title}
          title={
            <Text size="sm" fw={600}>
              {title}
            </Text>
          }
        >
          <Text size="xs" c="dimmed" component="div">
            {text}
          </Text>
        </Timeline.Item>
      ))}
    </Timeline>
  );
}
