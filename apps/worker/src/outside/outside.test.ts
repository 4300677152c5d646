import {
  OutsideReceiver,
  ReferralRecipient,
  acceptAsOutside,
  askForCode,
  careEntities,
  postReferralMessage,
  renewOutsideLink,
  requestCancellation,
  requireOpenLink,
  proveCode,
  retireOutsideReceiver,
  revokeConsent,
} from "@causeway/care";
import type { TestReceiver } from "@causeway/care/factory";
import { linkHolder, namedReceiver, sentReferral } from "@causeway/care/factory";
import { Database } from "@causeway/database";
import { Organisation, identityEntities } from "@causeway/identity";
import type { OrganisationUnderTest } from "@causeway/identity/factory";
import { liveOrganisation } from "@causeway/identity/factory";
import { MovableClock, createLogger, jobActor } from "@causeway/kernel";
import { mailboxOf, messagingEntities } from "@causeway/messaging";
import { type DatabaseClone, cloneDatabase } from "@causeway/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { allWork } from "../handlers.ts";
import { type WorkerHost, startWorker } from "../host.ts";
import { ask, configFor, prepareJobs } from "../parties.factory.ts";

const entities = [...identityEntities, ...careEntities, ...messagingEntities];
const START = new Date("2026-03-09T14:00:00Z");
const clock = new MovableClock(START);
let clone: DatabaseClone;
let db: Database;
let host: WorkerHost;
let harbour: OrganisationUnderTest;
let secret: string;

beforeAll(async () => {
  clone = await cloneDatabase();
  await prepareJobs(clone);
  db = await Database.open({ urls: clone.urls, entities, clock });
  harbour = await liveOrganisation(db, { name: "Harbour" });
  const config = configFor(clone);
  ({ secret } = config);
  host = await startWorker({
    config,
    clock,
    logger: createLogger("test", "fatal"),
    entities,
    work: allWork,
    idleMs: 20,
  });
});
afterAll(async () => {
  await host?.close();
  await db?.close();
  await clone?.drop();
});
beforeEach(() => clock.set(START));

const sender = () => harbour.actor("INTAKE");
interface Sent {
  readonly template: string;
  readonly channel: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}
const sentTo = (...addresses: string[]) =>
  ask<Sent>(
    clone,
    "select template, channel, to_address as to, subject, body_text as text from messages where to_address = any($1) order by created_at, id",
    [addresses],
  );
const tokenIn = (text: string) => /\/r\/([\w-]{43})/.exec(text)?.[1] ?? "";
let made = 0;
const asked = async () => {
  const number = String((made += 1)).padStart(4, "0");
  const card = { email: `intake-${number}@cedar.example`, phone: `+1518555${number}` };
  const receiver: TestReceiver = await namedReceiver(db, sender(), card);
  const referral = await sentReferral(db, sender(), [receiver]);
  await host.idle();
  const [mail] = await sentTo(card.email);
  const token = tokenIn(mail?.text ?? "");
  return { ...card, ...receiver, ...referral, recipientId: referral.recipientIds[0] ?? "", token, mail };
};
type Asked = Awaited<ReturnType<typeof asked>>;
const open = async ({ token }: Asked) => {
  const { holder, linkId } = await linkHolder(db, token);
  return { holder, ...(await db.run(holder, (tx) => requireOpenLink(tx, linkId))) };
};
const state = async ({ recipientId }: Asked) =>
  (await db.run(sender(), (tx) => tx.get(ReferralRecipient, recipientId))).state;

describe("`outside-by-link`: the worker", () => {
  it("mails the link under the sender's neutral name, with words that say nothing; no one else is told", async () => {
    const part = await asked();
    expect(part.mail).toMatchObject({
      template: "outside-link",
      channel: "EMAIL",
      subject: "A document is waiting for you",
    });
    expect(part.mail?.text).not.toMatch(/Harbour|Cedar|referral|client/i);
    expect(part.token).toHaveLength(43);
    expect((await open(part)).part.id).toBe(part.recipientId);
    const elsewhere = await ask(clone, "select 1 from messages where organisation_id = $1", [part.organisationId]);
    expect(elsewhere).toEqual([]);
    // The token is in the mail and nowhere else.
    const kept = await ask<{ n: number }>(
      clone,
      `select (select count(*) from dispatches where data::text like '%' || $1 || '%')
        + (select count(*) from outbox where ref_ids::text like '%' || $1 || '%')
        + (select count(*) from audit_entries a where a::text like '%' || $1 || '%')
        + (select count(*) from outside_links l where l::text like '%' || $1 || '%') as n`,
      [part.token],
    );
    expect(Number(kept[0]?.n)).toBe(0);
  });

  it("`second-factor-apart`: the code goes by text to the telephone of the card, and neither road carries both", async () => {
    const part = await asked();
    const { holder, link } = await open(part);
    expect(await db.run(holder, (tx) => askForCode(tx, link))).toBe(true);
    await host.idle();
    const [code] = await sentTo(part.phone);
    expect(code).toMatchObject({ template: "outside-code", channel: "SMS" });
    const digits = /\d{6}/.exec(code?.text ?? "")?.[0] ?? "";
    expect(code?.text).not.toContain(part.token);
    expect(part.mail?.text).not.toContain(digits);
    const { token } = await db.run(holder, (tx) => proveCode(tx, { link, code: digits, secret }));
    expect(token).not.toBeNull();
    // `links-for-their-addressee`: in the local mailbox, whoever asked for them sees them, and no other role.
    const shownTo = async (role: "INTAKE" | "OWNER") =>
      (
        await db.readWith<{ to: string; textWithheld: boolean }>(
          harbour.actor(role),
          mailboxOf(harbour.actor(role), 200),
        )
      )
        .filter((message) => message.to === part.phone || message.to === part.email)
        .map((message) => message.textWithheld);
    expect(await shownTo("INTAKE")).toEqual([false, false]);
    expect(await shownTo("OWNER")).toEqual([true, true]);
  });

  it("a new link ends the one before", async () => {
    const part = await asked();
    await db.run(sender(), (tx) => renewOutsideLink(tx, part));
    await expect(open(part)).rejects.toMatchObject({ code: "LINK_INVALID" });
    await host.idle();
    const mails = await sentTo(part.email);
    const token = tokenIn(mails.at(-1)?.text ?? "");
    expect(token).not.toBe(part.token);
    expect((await open({ ...part, token })).part.id).toBe(part.recipientId);
  });

  it("no link is sent for what was withdrawn or lost its consent before the job ran", async () => {
    const receiver = await namedReceiver(db, sender(), { email: "late@cedar.example" });
    const referral = await sentReferral(db, sender(), [receiver]);
    await db.run(sender(), (tx) => revokeConsent(tx, referral));
    await host.idle();
    expect(await sentTo("late@cedar.example")).toEqual([]);
  });

  it("news are told without a link and without words; a cancellation that nobody can confirm is confirmed", async () => {
    const part = await asked();
    const { holder } = await open(part);
    await db.run(holder, (tx) => acceptAsOutside(tx, part));
    await db.run(sender(), (tx) => requestCancellation(tx, part));
    await host.idle();
    await db.run(sender(), (tx) => postReferralMessage(tx, { recipientId: part.recipientId, text: "Robin called." }));
    await host.idle();
    const mails = await sentTo(part.email);
    expect(mails.map((mail) => mail.template)).toEqual(["outside-link", "outside-news", "outside-news"]);
    expect(mails.map((mail) => mail.text).join()).not.toContain("Robin");
    expect(mails[1]?.text).not.toContain("/r/");
    expect(await state(part)).toBe("CANCEL_REQUESTED");

    const second = await asked();
    await db.run((await open(second)).holder, (tx) => acceptAsOutside(tx, second));
    await db.run(sender(), (tx) => revokeConsent(tx, second));
    await db.run(sender(), (tx) => requestCancellation(tx, second));
    await host.idle();
    expect(await state(second)).toBe("CANCELLED");
  });

  it("a link closed by wrong codes is a task of the sender", async () => {
    const part = await asked();
    const { holder, link } = await open(part);
    for (let i = 0; i < 15; i++) {
      await db.run(holder, (tx) => proveCode(tx, { link, code: "x", secret }));
      clock.advance(61 * 60_000);
    }
    await host.idle();
    const tasks = await ask<{ kind: string }>(
      clone,
      "select kind from tasks where subject_id = $1 and kind like 'OUTSIDE%'",
      [part.referralId],
    );
    expect(tasks).toEqual([{ kind: "OUTSIDE_LINK_CLOSED" }]);
    await expect(open(part)).rejects.toMatchObject({ code: "LINK_INVALID" });
  });

  it("a receiver that is retired gives back what it was asked, and its organisation closes", async () => {
    const part = await asked();
    const { version } = await db.run(sender(), (tx) => tx.get(OutsideReceiver, part.receiverId));
    await db.run(sender(), (tx) => retireOutsideReceiver(tx, { ...part, expectedVersion: version }));
    await expect(open(part)).rejects.toMatchObject({ code: "LINK_INVALID" });
    await host.idle();
    expect(await state(part)).toBe("DECLINED");
    const self = await db.run(jobActor(part.organisationId, "test"), (tx) => tx.get(Organisation, part.organisationId));
    expect(self.status).toBe("CLOSED");
  });
});
