import { linkIn } from "./mailroom.ts";
import { partsOf } from "./sender-course.ts";
import type { Outside, Referrals, Sent } from "./under-way.ts";
import { note } from "./under-way.ts";

const NOTICE = "42 CFR part 2 prohibits unauthorized use or disclosure of these records.";

/** A receiver off the platform does what is due, by its link and with a browser's means. */
export async function outsideActs(referrals: Referrals, receiver: Outside): Promise<void> {
  const { sent } = receiver;
  if (!sent || receiver.over) return;
  const mail = referrals.stage.mailroom.received.findLast((each) => each.to === receiver.email);
  const link = mail && (receiver.link ?? linkIn(mail, "/r/")?.href);
  if (!link) return;
  receiver.link = link;
  const browser = new Browser(link);
  if (!(await enter(referrals, sent, browser))) {
    // What has ended opens nothing any more, for whoever has the link.
    receiver.over = true;
    note(referrals, "links found closed");
    return;
  }
  const { timeZone } = sent.story.case.program;
  const today = new Intl.DateTimeFormat("sv-SE", { timeZone }).format(referrals.stage.clock.now());
  const moves = movesOn(await browser.get());
  if (moves.has("accept")) {
    await browser.answer(moves, "accept");
    note(referrals, "accepted off the platform");
    for (const page of ["/packet", "/print"]) {
      if (!(await browser.get(page)).includes(NOTICE))
        throw new Error(`the page ${page} of a link came without the notice`);
      referrals.reads.open += 1;
    }
    const later = new Date(referrals.stage.clock.now().getTime() + 20 * 3_600_000);
    const appointmentAt = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" });
    await browser.answer(movesOn(await browser.get()), "scheduleAppointment", {
      appointmentAt: appointmentAt.format(later).replace(" ", "T"),
    });
  } else if (moves.has("attend")) {
    await browser.answer(moves, "attend", { firstSessionOn: today });
    note(referrals, "attended off the platform");
  } else if (moves.has("admit")) await browser.answer(moves, "admit", { admittedOn: today });
}

/** The sender tells the code by telephone. False when the link is closed. */
async function enter(referrals: Referrals, sent: Sent, browser: Browser): Promise<boolean> {
  if ((await browser.status()) === 404) return false;
  const { recipients } = await partsOf(sent.sender, sent.referralId);
  const { code } = await sent.sender.mutate<{ code: string }>("showReceiverCode", { id: recipients[0]?.id }, "code");
  await browser.post("/open", { code });
  note(referrals, "links opened with a code");
  return true;
}

type Moves = ReadonlyMap<string, Readonly<Record<string, string>>>;

/** The forms of a page by their move: the hidden fields of each. */
function movesOn(page: string): Moves {
  const moves = new Map<string, Record<string, string>>();
  for (const form of page.split("<form").slice(1)) {
    const hidden = [...form.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g)];
    const fields = Object.fromEntries(hidden.map(([, name = "", value = ""]) => [name, value]));
    if (fields["move"]) moves.set(fields["move"], fields);
  }
  return moves;
}

/** Pages and forms behind one link, with the cookie that the code earned. */
class Browser {
  readonly #link: string;
  #cookie = "";

  constructor(link: string) {
    this.#link = link;
  }

  async get(page = ""): Promise<string> {
    const response = await this.#fetch(page);
    const text = await response.text();
    if (!response.ok) throw new Error(`a page of a link answered ${response.status}`);
    return text;
  }

  async status(): Promise<number> {
    return (await this.#fetch("")).status;
  }

  async answer(moves: Moves, move: string, fields: Readonly<Record<string, string>> = {}): Promise<void> {
    const hidden = moves.get(move);
    if (!hidden) throw new Error(`a link offers ${[...moves.keys()].join(", ") || "nothing"}, not ${move}`);
    await this.post("/answer", { ...hidden, ...fields });
  }

  async post(page: string, fields: Readonly<Record<string, string>>): Promise<void> {
    const response = await this.#fetch(page, {
      method: "POST",
      redirect: "manual",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams(fields).toString(),
    });
    const [cookie] = response.headers.getSetCookie();
    if (cookie) this.#cookie = cookie.split(";")[0] ?? "";
    const to = response.headers.get("location") ?? "";
    if (/n=(out|wrong)$/.test(to)) throw new Error(`the form ${page} of a link led to ${to.slice(to.indexOf("?"))}`);
    if (response.status >= 400) throw new Error(`the form ${page} of a link answered ${response.status}`);
  }

  #fetch(page: string, init: RequestInit = {}): Promise<Response> {
    const headers = { ...(init.headers as Record<string, string>), ...(this.#cookie ? { cookie: this.#cookie } : {}) };
    return fetch(`${this.#link}${page}`, { ...init, headers });
  }
}
