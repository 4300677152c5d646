export { OutsideLink } from "./link.entity.ts";
export type { AnswerByLink } from "./answer-by-link.service.ts";
export { answerByLink } from "./answer-by-link.service.ts";
export type { OutsideView } from "./outside-view.query.ts";
export { packetLabels, viewAsOutside } from "./outside-view.query.ts";
export {
  closeOutsideLink,
  gone,
  holderOf,
  issueOutsideLink,
  renewOutsideLink,
  requireOpenLink,
  retireOutsideReceiver,
  showReceiverCode,
} from "./link.service.ts";
export { reviewOutsideLink, sendOutsideCode, sendOutsideLink } from "./outside-link.jobs.ts";
export {
  codeToSend,
  confirmWithoutConsent,
  newsAddress,
  reviewClosedLink,
  speakForRetired,
} from "./receiver-news.service.ts";
export { askForCode, inSession, leaveSession, proveCode } from "./second-factor.service.ts";
