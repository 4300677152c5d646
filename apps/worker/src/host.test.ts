import { Database } from "@causeway/database";
import { careEntities } from "@causeway/care";
import { identityEntities } from "@causeway/identity";
import { createLogger, jobActor, MovableClock } from "@causeway/kernel";
import { messagingEntities, reveals } from "@causeway/messaging";
import { cloneDatabase, redisIsInstalled, startRedis, type DatabaseClone } from "@causeway/testing";
import { SMTPServer } from "smtp-server";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { allWork } from "./handlers.ts";
import { startWorker, type WorkerHost } from "./host.ts";
import { ask, configFor, makeParties, prepareJobs, type Parties } from "./parties.factory.ts";

const entities = [...identityEntities, ...careEntities, ...messagingEntities];
const clock = new MovableClock(new Date("2026-03-02T15:00:00Z"));
const logger = createLogger("test", "fatal");

const backends = [
  { title: "on PostgreSQL", absent: false, redis: false },
  { title: "on Redis (needs redis-server)", absent: !redisIsInstalled, redis: true },
];

describe.each(backends)("$title", ({ absent, redis }) => {
  describe.skipIf(absent)("the worker", () => {
    let clone: DatabaseClone;
    let db: Database;
    let parties: Parties;
    let server: Awaited<ReturnType<typeof startRedis>> | undefined;
    let host: WorkerHost | undefined;

    beforeAll(async () => {
      server = redis ? await startRedis() : undefined;
    });
    afterAll(() => server?.stop());
    beforeEach(async () => {
      clone = await cloneDatabase();
      await prepareJobs(clone);
      parties = await makeParties(clone);
      db = await Database.open({ urls: clone.urls, entities, clock });
    });
    afterEach(async () => {
      await host?.close();
      host = undefined;
      await db.close();
      await clone.drop();
    });

    const start = async (extra: Record<string, string> = {}, options: { redispatchAfterMs?: number } = {}) => {
      const config = configFor(clone, { ...(server ? { REDIS_URL: server.url } : {}), ...extra });
      host = await startWorker({
        config,
        clock,
        logger,
        entities,
        work: allWork,
        idleMs: 20,
        ...options,
      });
      return host;
    };
    const announce = (type: string, by = parties.sender) =>
      db.run(jobActor(by, "test"), async (tx) => {
        const refIds = {
          senderOrganisationId: parties.sender,
          recipientOrganisationId: parties.receiver,
        };
        tx.emit({ type, subjectId: parties.recipientId, refIds, audience: [parties.sender, parties.receiver] });
      });
    const told = (organisation: string) =>
      db.readWith<{ membership_id: string; kind: string; title: string; link: string }>(
        jobActor(organisation, "test"),
        {
          sql: "select membership_id, kind, title, link from notifications order by id",
          values: [],
        },
      );
    const mails = () =>
      ask<{
        organisation_id: string;
        to_address: string;
        subject: string;
        body_text: string;
        state: string;
        transport: string;
        from_name: string;
        attempts: number;
      }>(
        clone,
        "select organisation_id, to_address, subject, body_text, state, transport, from_name, attempts from messages order by to_address",
      );

    it("notify-both-sides: tells the receiver's intake of a referral by notice and mail, and no one else", async () => {
      const { idle } = await start();
      await announce("referral.sent");
      await idle();
      const notices = await told(parties.receiver);
      expect(new Set(notices.map((notice) => notice.membership_id))).toEqual(
        new Set([parties.receivers["OWNER"], parties.receivers["ADMIN"], parties.receivers["INTAKE"]]),
      );
      expect(notices[0]).toMatchObject({
        kind: "referral.received",
        title: `${parties.number}: a new request waits for an answer`,
      });
      expect(notices[0]?.link).toMatch(/^\/inbox\/referral_recipient_[0-9a-z]{26}$/);
      expect(await told(parties.sender)).toEqual([]);
      expect(await told(parties.stranger)).toEqual([]);
      const sent = await mails();
      expect(sent.map((mail) => mail.to_address)).toEqual([
        "admin@meadow.example",
        "intake@meadow.example",
        "owner@meadow.example",
      ]);
      for (const mail of sent) {
        expect(mail).toMatchObject({
          state: "SENT",
          transport: "MAILBOX",
          from_name: "Meadow",
          organisation_id: parties.receiver,
        });
        expect(reveals(`${mail.subject} ${mail.body_text}`)).toEqual([]);
        expect(mail.body_text).toContain(`https://app.example.org${notices[0]?.link}`);
      }
    });

    it("notify-both-sides: tells the sender of the answer, with whoever wrote the referral", async () => {
      const { idle } = await start();
      await announce("referral.accepted", parties.receiver);
      await idle();
      expect(new Set((await told(parties.sender)).map((notice) => notice.membership_id))).toEqual(
        new Set(Object.values(parties.senders)),
      );
      expect(await told(parties.receiver)).toEqual([]);
    });

    it("consent-checked-again: says nothing of a referral that was withdrawn, or whose consent ended, before its job ran", async () => {
      await announce("referral.sent");
      await ask(clone, "update referral_recipients set state = 'WITHDRAWN'");
      const { idle } = await start();
      await idle();
      expect(await told(parties.receiver)).toEqual([]);
      expect(await mails()).toEqual([]);
    });

    it("effects-once: a job handed over again and again has one effect", async () => {
      const { idle } = await start();
      await announce("referral.sent");
      await idle();
      await ask(clone, "update dispatches set done_at = null, enqueued_at = null");
      await idle();
      expect(await told(parties.receiver)).toHaveLength(3);
      expect(await mails()).toHaveLength(3);
    });

    it("dead-letter: a job that cannot be done is dead, seen and replayed, while others go on", async () => {
      const { idle, relay } = await start();
      await ask(
        clone,
        "insert into dispatches (id, source_id, job, organisation_id, data, created_at) values (gen_random_uuid(), gen_random_uuid(), 'no.such-job', $1, '{}', now())",
        [parties.receiver],
      );
      await announce("referral.sent");
      await idle();
      expect(await told(parties.receiver)).toHaveLength(3);
      expect(await relay.backlog()).toMatchObject({ dead: 1 });
      await ask(clone, "update dispatches set job = 'referral.notify-receiver', data = $1 where dead_at is not null", [
        { subjectId: parties.recipientId, news: "REMINDED" },
      ]);
      expect(await relay.replayDead({ organisationId: parties.stranger })).toBe(0);
      expect(await relay.replayDead({ organisationId: parties.receiver })).toBe(1);
      await idle();
      expect((await told(parties.receiver)).map((notice) => notice.kind)).toContain("referral.reminded");
    });

    it("sends by SMTP when there is one, and again after the server was away", async () => {
      const arrived: string[] = [];
      let away = true;
      const smtp = new SMTPServer({
        authOptional: true,
        disabledCommands: ["STARTTLS"],
        onData(stream, _session, done) {
          let text = "";
          stream.on("data", (chunk: Buffer) => (text += chunk.toString()));
          stream.on("end", () => {
            if (!away) arrived.push(text);
            done(away ? Object.assign(new Error("busy"), { responseCode: 451 }) : null);
          });
        },
      });
      await new Promise<void>((resolve) => smtp.listen(0, "127.0.0.1", resolve));
      const { port } = smtp.server.address() as { port: number };
      try {
        const { idle } = await start({ SMTP_URL: `smtp://127.0.0.1:${port}` });
        await announce("referral.sent");
        await idle();
        expect((await mails()).map((mail) => mail.state)).toEqual(["QUEUED", "QUEUED", "QUEUED"]);
        away = false;
        clock.advance(60_000);
        await vi.waitFor(
          async () =>
            expect((await mails()).map((mail) => [mail.state, mail.attempts])).toEqual(
              Array.from({ length: 3 }, () => ["SENT", 2]),
            ),
          { timeout: 10_000 },
        );
        expect(arrived).toHaveLength(3);
        expect(arrived[0]).toContain("From: Meadow <no-reply@localhost.localdomain>");
        expect(arrived[0]).toContain(`Subject: ${parties.number}: a new request waits for an answer`);
      } finally {
        await host?.close();
        await new Promise<void>((resolve) => smtp.close(resolve));
      }
    });
  });
});
