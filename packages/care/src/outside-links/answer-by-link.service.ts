import type { Transaction } from "@causeway/database";
import { Organisation } from "@causeway/identity";
import { DomainError, invalid } from "@causeway/kernel";
import { instantAt } from "../programs/index.ts";
import type { DeclineReason, OutsideMove } from "../referrals/index.ts";
import {
  DECLINE_REASONS,
  ReferralRecipient,
  acceptAsOutside,
  admitAsOutside,
  attendAsOutside,
  cancelAppointment,
  confirmCancellation,
  declineReferral,
  hasAward,
  isLive,
  outsideActions,
  receiveReferral,
  recordIntake,
  recordNoShow,
  requestInformation,
  scheduleAppointment,
  undoAcceptance,
} from "../referrals/index.ts";
import { OutsideLink } from "./link.entity.ts";
import { gone, requireOpenLink } from "./link.service.ts";
import { inSession } from "./second-factor.service.ts";

export interface AnswerByLink {
  readonly linkId: string;
  /** Of the browser that proved the code. */
  readonly session: string;
  /** Of the page: one move sent twice from it is one answer. */
  readonly nonce: string;
  /** The version of the part that the form showed. */
  readonly version: number;
  readonly move: string;
  /** What was typed, by the name of the field. */
  readonly fields: ReadonlyMap<string, string>;
}

/**
 * One answer by a link. Which part it is about comes from the link, never from the form.
 * @returns whether the part came to its end; null when this browser has not proven the code
 * @throws DomainError LINK_INVALID; STALE, ILLEGAL_TRANSITION, INVALID, ALREADY_FILLED, CONSENT_INVALID as on the platform
 */
export async function answerByLink(tx: Transaction, input: AnswerByLink): Promise<{ ended: boolean } | null> {
  const link = await tx.findOne(OutsideLink, { id: input.linkId, recipientOrganisationId: tx.actor.organisationId });
  if (!link || link.closedAt) throw gone();
  if (!(await inSession(tx, link, input.session))) return null;
  const ended = async () => {
    const { state } = await tx.get(ReferralRecipient, link.referralRecipientId);
    return { ended: !isLive(state) };
  };
  if (!(await tx.once(`outside-answer ${link.id} ${input.nonce} ${input.move}`))) return ended();
  const { part } = await requireOpenLink(tx, link.id);
  const move = outsideActions(part, await hasAward(tx, part)).find((legal) => legal === input.move);
  if (!move)
    throw new DomainError("ILLEGAL_TRANSITION", "This is not possible any more, or not yet.", {
      path: ["state"],
      reason: part.state,
    });
  await MOVES[move](tx, { recipientId: part.id, expectedVersion: input.version }, input.fields);
  return ended();
}

type Move = (
  tx: Transaction,
  part: { recipientId: string; expectedVersion: number },
  fields: ReadonlyMap<string, string>,
) => Promise<unknown>;

const MOVES: Readonly<Record<OutsideMove, Move>> = {
  receive: receiveReferral,
  accept: acceptAsOutside,
  undoAcceptance,
  recordNoShow,
  cancelAppointment,
  recordIntake,
  confirmCancellation,
  requestInformation: (tx, part, fields) => requestInformation(tx, { ...part, question: fields.get("question") ?? "" }),
  decline: (tx, part, fields) => {
    const reason = DECLINE_REASONS.find((known) => known === fields.get("reason"));
    if (!reason) throw invalid("reason", "Choose a reason.");
    return declineReferral(tx, { ...part, reason: reason satisfies DeclineReason, note: fields.get("note") });
  },
  scheduleAppointment: async (tx, part, fields) => {
    const { timeZone } = await tx.get(Organisation, tx.actor.organisationId);
    const appointmentAt = instantAt(fields.get("appointmentAt") ?? "", timeZone);
    if (!appointmentAt) throw invalid("appointmentAt", "Give the day and the time of the appointment.");
    return scheduleAppointment(tx, { ...part, appointmentAt });
  },
  admit: (tx, part, fields) => admitAsOutside(tx, { ...part, admittedOn: fields.get("admittedOn") ?? "" }),
  attend: (tx, part, fields) => attendAsOutside(tx, { ...part, firstSessionOn: fields.get("firstSessionOn") ?? "" }),
};
