import { describe, expect, it } from "vitest";
import { reveals, senderName } from "./reveals.rules.ts";
import { checkTemplates, defineTemplate, render } from "./template.ts";
import { NEWS, referralTemplate, templates } from "./templates.ts";

describe("messages-reveal-nothing", () => {
  it.each([
    "Riverside Recovery Center",
    "Harbour DETOX",
    "your treatment plan",
    "the Clinic",
    "Level of care changed",
    "IOP group on Monday",
    "re\u00adhab",
    "ｒｅｈａｂ",
    "behavioral  health",
    "Behavioural-Health team",
    "opioids",
    "alumni night",
  ])("finds what %j tells", (text) => {
    expect(reveals(text)).not.toEqual([]);
  });

  it.each([
    "Harbour Office",
    "Checking in",
    "R-7KQ2-M4TD: a new request waits",
    "Dana from the office",
    "mathematics",
    "a retreat by the lake",
    "Naomi",
  ])("lets %j pass", (text) => expect(reveals(text)).toEqual([]));

  it("holds for every template and every kind of referral news", () => {
    expect(() => checkTemplates(templates, "https://app.example.org")).not.toThrow();
    for (const kind of Object.keys(NEWS) as (keyof typeof NEWS)[]) {
      expect(render(referralTemplate, { kind, number: "R-1", url: "https://app.example.org/i" }).subject).toContain(
        "R-1",
      );
    }
  });

  it("refuses a variable, a template and an address of the deployment that reveal", () => {
    expect(() =>
      render(referralTemplate, { kind: "RECEIVED", number: "R-1", url: "https://sober-living.example.org" }),
    ).toThrow(/would reveal/);
    const planted = defineTemplate<Record<string, never>>({
      name: "planted",
      purpose: "TRANSACTIONAL",
      secret: false,
      sample: {},
      words: () => ({ subject: "Your rehab", paragraphs: [] }),
    });
    expect(() => checkTemplates([planted], "https://app.example.org")).toThrow(/would reveal/);
    expect(() => checkTemplates([], "https://rehab.example.org")).toThrow(/PUBLIC_URL/);
  });

  it("puts a neutral name in place of an alias that reveals, and keeps one that does not", () => {
    expect(senderName("Riverside Recovery")).toBe("Message service");
    expect(senderName("Riverside Office")).toBe("Riverside Office");
  });
});

describe("render", () => {
  it("does not read words into ids and tokens", () => {
    const url = "https://app.example.org/u/NA-AA-IOP-detox-0123456789abcdef#-MAT-";
    expect(render(referralTemplate, { kind: "RECEIVED", number: "R-1", url }).text).toContain(url);
  });

  it("escapes variables in HTML and takes line breaks out of the subject", () => {
    const planted = defineTemplate<{ x: string }>({
      name: "x",
      purpose: "TRANSACTIONAL",
      secret: false,
      sample: { x: "" },
      words: ({ x }) => ({ subject: `s ${x}`, paragraphs: [x] }),
    });
    const { subject, html, text } = render(planted, { x: "<b>\r\nBcc: y" });
    expect(subject).toBe("s <b> Bcc: y");
    expect(html).toContain("&lt;b&gt;");
    expect(html).not.toContain("<b>");
    expect(text).toContain("<b>");
  });
});
