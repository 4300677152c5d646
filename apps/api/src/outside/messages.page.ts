import type { ReadMessage } from "@causeway/care";
import { REDISCLOSURE_NOTICE } from "@causeway/care";
import { escapeHtml } from "@causeway/messaging";
import { document, section } from "./outside.page.ts";
import { onClock } from "./outside.words.ts";

interface MessagesPage {
  readonly path: string;
  readonly sender: string;
  readonly timeZone: string;
  readonly messages: readonly ReadMessage[];
  readonly nonce: string;
  readonly proof: string;
  readonly refusal?: string;
}

/** The words between the two offices. Those of the sender are shown while the packet is open alone, with its statement. */
export function messagesPage(page: MessagesPage): string {
  const { path, sender, timeZone, messages } = page;
  const said = messages.map(({ side, text, createdAt }) => {
    const who = side === "SENDER" ? sender : "You";
    return `<p class="small">${escapeHtml(who)}, ${escapeHtml(onClock(createdAt, timeZone))}</p><p class="words">${escapeHtml(text)}</p>`;
  });
  const disclosed = messages.some((message) => message.side === "SENDER");
  return document(`<h1>Messages</h1>
<p class="screen"><a href="${path}">Back to the answer</a></p>
${page.refusal ?? ""}${disclosed ? section(`<p class="notice">${escapeHtml(REDISCLOSURE_NOTICE)}</p>`, "told") : ""}${section(
    said.join("") || "<p>There is no message that is open to you.</p>",
  )}${section(
    `<form method="post" action="${path}/messages"><input type="hidden" name="nonce" value="${page.nonce}"><input type="hidden" name="proof" value="${page.proof}"><label for="text">Your message</label><textarea id="text" name="text" maxlength="4000" required></textarea><button>Send</button></form>`,
    "screen",
  )}`);
}
