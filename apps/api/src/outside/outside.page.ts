import { createHash } from "node:crypto";
import { escapeHtml } from "@causeway/messaging";

/** The one style of these pages; its hash is the only style that their policy lets in. Nothing is loaded, no script runs. */
const STYLE = `
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0; background: #f4f5f7; color: #1c2430; font: 1rem/1.5 system-ui, sans-serif; }
main { max-width: 44rem; margin: 0 auto; padding: 1.25rem; }
h1 { font-size: 1.4rem; line-height: 1.25; margin: 0 0 .75rem; }
h2 { font-size: 1.1rem; margin: 0 0 .5rem; }
section { background: #fff; border: 1px solid #d9dde3; border-radius: .5rem; padding: 1rem; margin: 0 0 1rem; }
dl { display: grid; grid-template-columns: minmax(8rem, 14rem) 1fr; gap: .25rem 1rem; margin: 0; }
dt { color: #4c5666; }
dd { margin: 0; overflow-wrap: anywhere; }
label { display: block; margin: .5rem 0 .25rem; font-weight: 600; }
input, select, textarea, button { font: inherit; width: 100%; max-width: 22rem; padding: .6rem .75rem; border: 1px solid #7b8794; border-radius: .375rem; background: #fff; color: inherit; }
textarea { max-width: none; min-height: 5rem; }
input.code { letter-spacing: .3em; font-size: 1.3rem; max-width: 12rem; }
button { margin-top: .75rem; background: #14557b; border-color: #14557b; color: #fff; font-weight: 600; cursor: pointer; }
button.quiet { background: #fff; color: #14557b; }
a { color: #14557b; }
details { border-top: 1px solid #d9dde3; padding: .5rem 0; }
details:first-of-type { border-top: 0; }
summary { cursor: pointer; font-weight: 600; padding: .4rem 0; color: #14557b; }
:focus-visible { outline: 3px solid #e0a100; outline-offset: 2px; }
.told { border-left: 4px solid #14557b; }
.wrong { border-left: 4px solid #a4262c; }
.small { color: #4c5666; font-size: .9rem; }
.words { white-space: pre-wrap; margin: .5rem 0 0; overflow-wrap: anywhere; }
.notice { font-weight: 600; }
@media (max-width: 30rem) { dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: .5rem; } input, select, button { max-width: none; } }
@media print { body { background: #fff; font-size: 11pt; } main { max-width: none; padding: 0; } section { border: 0; border-bottom: 1px solid #999; border-radius: 0; padding: .5rem 0; break-inside: avoid; } .screen { display: none; } }
`;

const STYLE_HASH = createHash("sha256").update(STYLE).digest("base64");

export const PAGE_POLICY = `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;

/** A whole page. The title stands in the browser's history, so it is the same for all. */
export function document(body: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>Document</title><style>${STYLE}</style></head>
<body><main>
${body}
</main></body></html>
`;
}

/** One page, byte for byte, for whatever is not there, not any more, or was never. */
export const GONE_PAGE = document(
  "<h1>This document is no longer available</h1>\n<section><p>If you expected it, please call the office that sent you the message.</p></section>",
);

export const FAILED_PAGE = document(
  "<h1>That did not work</h1>\n<section><p>Please try again in a few minutes.</p></section>",
);

export const DONE_PAGE = document(
  "<h1>Thank you</h1>\n<section><p>Your answer was recorded. The document is closed now, and its link opens nothing any more.</p></section>",
);

/** What the page may say after a step; by name, so that no address holds words. */
const TOLD: Readonly<Record<string, { readonly text: string; readonly wrong: boolean }>> = {
  asked: {
    text: "If a code could be sent, it is on its way. It works for ten minutes. At most three are sent in an hour.",
    wrong: false,
  },
  wrong: {
    text: "That code is not right, or it has run out. After five wrong codes the link rests for an hour.",
    wrong: true,
  },
  out: { text: "You were away for a while. Please type a new code.", wrong: true },
  left: { text: "You are out. The link opens again with a new code.", wrong: false },
  shut: { text: "The packet is not open to you, or not yet.", wrong: true },
  saved: { text: "Your answer was recorded.", wrong: false },
};

/** The line for a name of the list above; nothing for any other. */
export function told(name: unknown): string {
  const line = typeof name === "string" && Object.hasOwn(TOLD, name) ? TOLD[name] : undefined;
  return line ? section(`<p role="status">${line.text}</p>`, line.wrong ? "wrong" : "told") : "";
}

export const refused = (words: string): string => section(`<p role="alert">${escapeHtml(words)}</p>`, "wrong");

export function section(body: string, kind = ""): string {
  return `<section${kind ? ` class="${kind}"` : ""}>${body}</section>\n`;
}

export function facts(lines: readonly (readonly [string, string | null])[]): string {
  const rows = lines.flatMap(([name, value]) =>
    value === null || value === "" ? [] : [`<dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd>`],
  );
  return `<dl>${rows.join("")}</dl>`;
}

/** Before the code: nothing of who sent it, what it is, or about whom (42 CFR 2.13(c)). */
export function codePage(options: { path: string; texts: boolean; told: unknown }): string {
  const { path, texts } = options;
  const how = texts
    ? `<form method="post" action="${path}/code"><p>A code can be sent to the telephone that the office has of you.</p><button class="quiet">Send me a code</button></form>`
    : "<p>Please call the office that sent you the message: they tell you a code.</p>";
  return document(`<h1>A document is waiting for you</h1>
${told(options.told)}${section(`<form method="post" action="${path}/open" autocomplete="off"><label for="code">Type the six digits of your code</label><input class="code" id="code" name="code" inputmode="numeric" autocomplete="one-time-code" pattern="[0-9 ]{6,9}" maxlength="9" required><button>Open the document</button></form>`)}${section(how)}<p class="small">If you did not expect this message, do nothing.</p>`);
}
