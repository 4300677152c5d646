import type { ReferralPacket } from "@causeway/care";
import { CATEGORIES } from "@causeway/care";
import { escapeHtml } from "@causeway/messaging";
import { document, facts, section } from "./outside.page.ts";
import { inOrder, inWords, nameOfFact, onClock, valueOfFact } from "./outside.words.ts";

interface PacketPage {
  readonly path: string;
  readonly number: string;
  readonly timeZone: string;
  readonly packet: ReferralPacket;
  readonly labels: ReadonlyMap<string, string>;
  /** Laid out for paper, and accounted for by itself. */
  readonly print: boolean;
  readonly at: Date;
}

/** The packet with the statement and the consent that go with it (42 CFR 2.32), on screen and on paper alike. */
export function packetPage({ path, number, timeZone, packet, labels, print, at }: PacketPage): string {
  const { consentCopy: consent } = packet;
  const categories = CATEGORIES.flatMap((category) => {
    const held = packet.content[category];
    if (!held) return [];
    const lines = inOrder(Object.entries(held.facts)).map(
      ([key, value]) => [nameOfFact(key), valueOfFact(key, value, labels)] as const,
    );
    const text = held.text ? `<p class="words">${escapeHtml(held.text)}</p>` : "";
    return section(`<h2>${escapeHtml(inWords(category))}</h2>${lines.length > 0 ? facts(lines) : ""}${text}`);
  });
  const notice = section(`<p class="notice">${escapeHtml(packet.notice)}</p>`, "told");
  const links = print
    ? `<p class="screen small">Print it with your browser. <a href="${path}/packet">Back</a></p>`
    : `<p class="screen"><a href="${path}">Back to the answer</a> · <a href="${path}/print">Page for printing</a></p>`;
  return document(`<h1>Packet ${escapeHtml(number)}, from ${escapeHtml(consent.discloser)}</h1>
${links}
${notice}${categories.join("")}${section(
    `<h2>The consent this rests on</h2>${facts([
      ["Who may disclose", consent.discloser],
      ["To whom", consent.recipient],
      ["What for", inWords(consent.purpose)],
      ["Which information", consent.categories.map(inWords).join(", ")],
      ["In words", consent.description],
      ["Signed by", `${consent.signedBy} (${inWords(consent.signerKind).toLowerCase()})`],
      ["Signed at", onClock(new Date(consent.signedAt), timeZone)],
      ["Ends", consent.expiresAt ? onClock(new Date(consent.expiresAt), timeZone) : consent.expiryEvent],
    ])}`,
  )}${print ? notice : ""}<p class="small">Sent ${escapeHtml(onClock(packet.createdAt, timeZone))}; ${print ? "printed" : "opened"} ${escapeHtml(onClock(at, timeZone))}.</p>`);
}
