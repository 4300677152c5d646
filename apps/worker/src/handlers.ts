import { follow } from "./alumni/begin-following.ts";
import { closeCheckInAfterWindow } from "./alumni/close-check-in.ts";
import { unfollow } from "./alumni/stop-following.ts";
import { sendCheckIn } from "./alumni/send-check-in.ts";
import { watchAuthorisation } from "./authorisations/watch-authorisation.ts";
import { closeWeek } from "./dose/close-week.ts";
import { recomputeSessionWeeks } from "./dose/recompute-session.ts";
import { recomputeStayWeeks } from "./dose/recompute-stay.ts";
import { endEnrollmentsAfterDeath } from "./enrollments/end-after-death.ts";
import { expireOfferAtEnd } from "./enrollments/expire-offer.ts";
import { offerNextPlaces } from "./enrollments/offer-next.ts";
import { rerank } from "./enrollments/rerank-waitlist.ts";
import { reviewWaiting } from "./enrollments/review-waiting.ts";
import { extendSchedule } from "./attendance/extend-schedule.ts";
import { reconcileEnrollment } from "./attendance/reconcile-enrollment.ts";
import { reviewDay } from "./attendance/review-day.ts";
import { reviewContact } from "./enrollments/review-contact.ts";
import { reviewLeave } from "./enrollments/review-leave.ts";
import { compareLanes } from "./ledger/compare-lanes.ts";
import { takeEffect } from "./ledger/take-effect.ts";
import { tellOfEmergency } from "./disclosures/tell-of-emergency.ts";
import { sendInvitation } from "./members/send-invitation.ts";
import { sendPasswordReset } from "./members/send-password-reset.ts";
import { deliverMessage } from "./messages/deliver-message.ts";
import { askConfirmation } from "./programs/ask-confirmation.ts";
import { refreshListing } from "./programs/refresh-listing.ts";
import { takeStateChange } from "./programs/take-state-change.ts";
import { warnExpiry } from "./programs/warn-expiry.ts";
import { openReceiver } from "./outside/open-receiver.ts";
import { reviewOutsideLink } from "./outside/review-link.ts";
import { sendOutsideCode } from "./outside/send-code.ts";
import { sendOutsideLink } from "./outside/send-link.ts";
import { replayDispatch } from "./queue/replay-dispatch.ts";
import { closeReferralNotStarted } from "./referrals/close-not-started.ts";
import { closeReferralOnAttendance } from "./referrals/close-on-attendance.ts";
import { closeSiblingsOf } from "./referrals/close-siblings.ts";
import { escalate } from "./referrals/escalate.ts";
import { expire } from "./referrals/expire.ts";
import { notifyReceiver } from "./referrals/notify-receiver.ts";
import { notifySender } from "./referrals/notify-sender.ts";
import { followUndoOf } from "./referrals/follow-undo.ts";
import { oweOutcomeOf } from "./referrals/owe-outcome.ts";
import { reopenReferralAfterUndo } from "./referrals/reopen-after-undo.ts";
import { takeBackMissed } from "./referrals/take-back-no-show.ts";
import { openWave } from "./referrals/open-next-wave.ts";
import { recall } from "./referrals/recall.ts";
import { recountDeadlinesOf } from "./referrals/recount-deadlines.ts";
import { scheduleDeadlinesOf } from "./referrals/schedule-deadlines.ts";
import { releasePlace } from "./referrals/release-place.ts";
import { remind } from "./referrals/remind.ts";
import { settle } from "./referrals/settle.ts";
import { tellConsent } from "./referrals/tell-consent.ts";
import { discardDocument } from "./threads/discard-document.ts";
import { notifyOfDocument } from "./threads/notify-of-document.ts";
import { notifyOfMessage } from "./threads/notify-of-message.ts";
import { scanDocument } from "./threads/scan-document.ts";
import { endTreatment } from "./treatment/end-treatment.ts";
import { resumeTreatment } from "./treatment/resume-treatment.ts";
import { reviewPlan } from "./treatment/review-plan.ts";
import { deliverWebhook, deliverWebhookAgain } from "./webhooks/deliver-webhook.ts";
import { queueDeliveries } from "./webhooks/queue-deliveries.ts";
import type { Work } from "./work.ts";

/** Every job the worker does, one file each. */
export const allWork: readonly Work[] = [
  notifyReceiver,
  notifySender,
  closeSiblingsOf,
  settle,
  openWave,
  takeBackMissed,
  oweOutcomeOf,
  reopenReferralAfterUndo,
  followUndoOf,
  releasePlace,
  recall,
  tellConsent,
  closeReferralOnAttendance,
  remind,
  escalate,
  expire,
  scheduleDeadlinesOf,
  recountDeadlinesOf,
  closeReferralNotStarted,
  notifyOfMessage,
  openReceiver,
  sendOutsideLink,
  sendOutsideCode,
  reviewOutsideLink,
  scanDocument,
  discardDocument,
  notifyOfDocument,
  follow,
  unfollow,
  sendCheckIn,
  closeCheckInAfterWindow,
  reviewContact,
  reviewLeave,
  reviewWaiting,
  endEnrollmentsAfterDeath,
  expireOfferAtEnd,
  offerNextPlaces,
  rerank,
  takeEffect,
  recomputeSessionWeeks,
  recomputeStayWeeks,
  closeWeek,
  askConfirmation,
  refreshListing,
  takeStateChange,
  warnExpiry,
  compareLanes,
  watchAuthorisation,
  reviewPlan,
  endTreatment,
  resumeTreatment,
  extendSchedule,
  reconcileEnrollment,
  reviewDay,
  tellOfEmergency,
  sendInvitation,
  sendPasswordReset,
  deliverMessage,
  queueDeliveries,
  deliverWebhook,
  deliverWebhookAgain,
  replayDispatch,
];
