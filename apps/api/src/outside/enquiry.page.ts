import type { OutsideMove, OutsideView } from "@causeway/care";
import { DECLINE_REASONS } from "@causeway/care";
import { escapeHtml } from "@causeway/messaging";
import { document, facts, section, told } from "./outside.page.ts";
import { inWords, onClock } from "./outside.words.ts";

interface EnquiryPage {
  readonly path: string;
  readonly view: OutsideView;
  /** Of the forms: who may send them, and that each is sent once. */
  readonly nonce: string;
  readonly proof: string;
  readonly told: unknown;
  /** Why the last answer was refused, ready to show. */
  readonly refusal?: string;
}

/** The enquiry, the words between the two offices, and what may be answered now. */
export function enquiryPage(page: EnquiryPage): string {
  const { view, path } = page;
  const { part } = view;
  const at = (instant: Date | null): string | null => instant && onClock(instant, view.timeZone);
  const packet = view.packetOpen
    ? `<p>${escapeHtml(view.sender)} sends you its packet on this client. Opening it is recorded as a disclosure, each time.</p><p><a href="${path}/packet">Open the packet</a></p>`
    : "<p>The packet that names the client opens when you have accepted and were chosen.</p>";
  return document(`<h1>${escapeHtml(view.sender)} asks you to take a client</h1>
${page.refusal ?? ""}${told(page.told)}${section(
    facts([
      ["Number", part.number],
      ["For", view.receiver],
      ["Stands at", inWords(part.state)],
      [
        "Answer due",
        part.clockStoppedAt ? "the clock stands until they answer" : waitsForAnswer(part.state) ? at(part.dueAt) : null,
      ],
      ["Level of care", view.level],
      ["Urgency", inWords(part.urgency)],
      ["Age", inWords(part.ageBand)],
      ["Payer", view.payer],
      ["Needs", part.needs.map(inWords).join(", ")],
      ["Appointment", at(part.appointmentAt)],
      ["Admitted", part.admittedOn],
    ]),
  )}${section(`<a href="${path}/messages">Messages between the two offices</a>`)}${words(part.infoQuestion, part.infoAnswer, view.sender)}${section(`<h2>Packet</h2>${packet}`)}${section(
    `<h2>Your answer</h2>${view.moves.map((move) => form(page, move)).join("") || "<p>There is nothing to answer now.</p>"}`,
    "screen",
  )}<form class="screen" method="post" action="${path}/leave"><button class="quiet">I am done: close this page</button></form>`);
}

const waitsForAnswer = (state: string): boolean => state === "SENT" || state === "RECEIVED";

function words(question: string | null, answer: string | null, sender: string): string {
  if (question === null) return "";
  const reply =
    answer === null ? "" : `<h2>Answer of ${escapeHtml(sender)}</h2><p class="words">${escapeHtml(answer)}</p>`;
  return section(`<h2>Your question</h2><p class="words">${escapeHtml(question)}</p>${reply}`);
}

interface MoveForm {
  readonly label: string;
  readonly button: string;
  readonly fields?: string;
}

const day = (name: string, label: string): string =>
  `<label for="${name}">${label}</label><input type="date" id="${name}" name="${name}" required>`;

const FORMS: Readonly<Record<OutsideMove, MoveForm>> = {
  receive: { label: "We have received it", button: "Confirm that you have it" },
  accept: { label: "Accept", button: "Accept this client" },
  undoAcceptance: { label: "Accepted by mistake", button: "Take the acceptance back" },
  requestInformation: {
    label: "Ask for information",
    button: "Send the question",
    fields:
      '<label for="question">Your question, without the name of the client</label><textarea id="question" name="question" maxlength="1000" required></textarea>',
  },
  decline: {
    label: "Decline",
    button: "Decline",
    fields: `<label for="reason">Reason</label><select id="reason" name="reason" required><option value="">Choose</option>${DECLINE_REASONS.map((reason) => `<option value="${reason}">${escapeHtml(inWords(reason))}</option>`).join("")}</select><label for="note">In words; needed with “Other”</label><textarea id="note" name="note" maxlength="2000"></textarea>`,
  },
  scheduleAppointment: {
    label: "Set an appointment",
    button: "Set the appointment",
    fields:
      '<label for="appointmentAt">Day and time, where you are</label><input type="datetime-local" id="appointmentAt" name="appointmentAt" required>',
  },
  recordNoShow: { label: "The client did not come", button: "Record that the client did not come" },
  cancelAppointment: { label: "The appointment is off", button: "Cancel the appointment" },
  recordIntake: { label: "The intake is done", button: "Record the intake" },
  admit: { label: "Admitted", button: "Record the admission", fields: day("admittedOn", "Day of admission") },
  attend: {
    label: "The client came to a first session",
    button: "Record the first session",
    fields: day("firstSessionOn", "Day of the first session"),
  },
  confirmCancellation: { label: "They ask to take it back", button: "Confirm the cancellation" },
};

function form({ path, view, nonce, proof }: EnquiryPage, move: OutsideMove): string {
  const { label, button, fields = "" } = FORMS[move];
  const hidden = Object.entries({ move, nonce, proof, version: String(view.part.version) })
    .map(([name, value]) => `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`)
    .join("");
  return `<details><summary>${label}</summary><form method="post" action="${path}/answer">${hidden}${fields}<button>${button}</button></form></details>`;
}
