import { DomainError } from "@causeway/kernel";
import { reveals } from "./reveals.rules.ts";

/** What a template says, before it is laid out as plain text and HTML. */
export interface Wording {
  readonly subject: string;
  readonly paragraphs: readonly string[];
  readonly action?: { readonly label: string; readonly url: string };
  readonly footer?: { readonly label: string; readonly url: string };
}

/** A template whose variables do not matter. */
export interface AnyTemplate {
  readonly name: string;
  /** Transactional messages go to members about their work; a check-in goes to a client who asked for it. */
  readonly purpose: "TRANSACTIONAL" | "CHECK_IN";
  /** E-mail unless given. A text has no subject of its own and no HTML. */
  readonly channel?: "EMAIL" | "SMS";
  /** Holds a secret: its text is not kept once it has left by SMTP. */
  readonly secret: boolean;
  /** Renders it with typical values. @throws as render */
  renderSample(): Rendered;
}

export interface Template<V extends object> extends AnyTemplate {
  readonly words: (variables: V) => Wording;
}

export interface Rendered {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** @param input.sample typical values, with which every template is rendered and checked at start */
export function defineTemplate<V extends object>(
  input: Omit<Template<V>, "renderSample"> & { sample: V },
): Template<V> {
  const { sample, ...rest } = input;
  const template: Template<V> = { ...rest, renderSample: () => render(template, sample) };
  return template;
}

/**
 * Subject, plain text and HTML of a message.
 * @throws DomainError INVALID with reason REVEALS when any of it would reveal treatment: such a message is never sent
 */
export function render<V extends object>(template: Template<V>, variables: V): Rendered {
  const wording = template.words(variables);
  const parts = [wording.action, wording.footer].filter((part) => part !== undefined);
  const visible = [wording.subject, ...wording.paragraphs, ...parts.flatMap((part) => [part.label, wordsOf(part.url)])];
  if (visible.some((text) => reveals(text).length > 0)) {
    throw new DomainError("INVALID", `The message "${template.name}" would reveal treatment.`, {
      path: ["template"],
      reason: "REVEALS",
    });
  }
  const text = [...wording.paragraphs, ...parts.map((part) => `${part.label}: ${part.url}`)].join("\n\n");
  const body = [
    ...wording.paragraphs.map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`),
    ...(wording.action
      ? [`<p><a href="${escapeHtml(wording.action.url)}">${escapeHtml(wording.action.label)}</a></p>`]
      : []),
    ...(wording.footer
      ? [
          `<p style="color:#666;font-size:12px"><a href="${escapeHtml(wording.footer.url)}">${escapeHtml(wording.footer.label)}</a></p>`,
        ]
      : []),
  ].join("\n");
  // A header cannot be smuggled in through a variable.
  const subject = wording.subject.replace(/[\r\n]+/g, " ");
  return {
    subject,
    text: `${text}\n`,
    html: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(subject)}</title></head><body style="font-family:sans-serif;max-width:36em">\n${body}\n</body></html>\n`,
  };
}

/**
 * Renders each template with its sample, so that one that reveals, by its words or by the deployment's own address,
 * stops the process at start and not a message later.
 */
export function checkTemplates(templates: readonly AnyTemplate[], publicUrl: string): void {
  const names = new Set<string>();
  for (const template of templates) {
    if (names.has(template.name)) throw new Error(`template ${template.name} is given twice`);
    names.add(template.name);
    template.renderSample();
  }
  const found = reveals(publicUrl);
  if (found.length > 0)
    throw new Error(`PUBLIC_URL is part of every message and reveals treatment by "${found.join('", "')}"`);
}

/** What can be read in an address: ids and tokens are made by chance, and chance may spell anything. */
function wordsOf(url: string): string {
  return url.replace(/#.*$/, "").replace(/[A-Za-z0-9_-]{24,}/g, "…");
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
/** Text as it stands in a page. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (letter) => ENTITIES[letter] ?? letter);
