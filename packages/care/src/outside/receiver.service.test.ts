import { Database } from "@causeway/database";
import { Organisation, identityEntities } from "@causeway/identity";
import { type OrganisationUnderTest, liveOrganisation } from "@causeway/identity/factory";
import { jobActor } from "@causeway/kernel";
import { type DatabaseClone, cloneDatabase } from "@causeway/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Program } from "../programs/index.ts";
import { namedReceiver, newClient, signedConsent, draftedReferral, openProgram } from "../factory/index.ts";
import { ReferralPacket, ReferralRecipient, sendReferral } from "../referrals/index.ts";
import { careEntities } from "../index.ts";
import { checkedPhone, checkedReceiver } from "./receiver.rules.ts";
import { OutsideReceiver, OutsideReceiverLevel } from "./receiver.entity.ts";
import { openReceiverOrganisation, receiverPlan } from "./receiver-organisation.service.ts";
import { nameOutsideReceiver, updateOutsideReceiver } from "./receiver.service.ts";

let clone: DatabaseClone;
let db: Database;
let harbour: OrganisationUnderTest;
let meadow: OrganisationUnderTest;

beforeAll(async () => {
  clone = await cloneDatabase();
  db = await Database.open({ urls: clone.urls, entities: [...identityEntities, ...careEntities] });
  harbour = await liveOrganisation(db, { name: "Harbour" });
  meadow = await liveOrganisation(db, { name: "Meadow" });
});
afterAll(async () => {
  await db?.close();
  await clone?.drop();
});

const sender = () => harbour.actor("INTAKE");

describe("`outside-by-link`: a receiver off the platform", () => {
  it.each([
    ["(518) 555-0142", "+15185550142"],
    ["+44 20 7946 0958", "+442079460958"],
  ])("a telephone %s is kept as %s", (given, kept) => expect(checkedPhone(given)).toBe(kept));
  it.each(["12", "call me", "+0123456789", "555-0142"])("%s is no telephone", (given) =>
    expect(() => checkedPhone(given)).toThrow("not a telephone"),
  );
  it.each([
    [{ name: " " }, "name"],
    [{ email: "nobody" }, "email"],
    [{ timeZone: "Mars/Base" }, "timeZone"],
  ])("refuses %j by the path %s", (wrong, path) => {
    const card = { name: "Cedar House", email: "a@b.example", timeZone: "America/New_York", ...wrong };
    expect(() => checkedReceiver(card)).toThrow(expect.objectContaining({ code: "INVALID", path: [path] }));
  });

  it("is found by who named it and by nobody else; another that names the same place gets its own", async () => {
    const mine = await namedReceiver(db, sender());
    const theirs = await namedReceiver(db, meadow.actor("INTAKE"));
    expect(mine.organisationId).not.toBe(theirs.organisationId);
    const seen = (organisation: OrganisationUnderTest, id: string) =>
      db.run(organisation.actor("OWNER"), (tx) => tx.findOne(Organisation, { id }));
    expect(await seen(harbour, mine.organisationId)).toMatchObject({
      status: "OUTSIDE",
      namedBy: harbour.organisationId,
    });
    expect(await seen(meadow, mine.organisationId)).toBeNull();
    expect(await seen(harbour, theirs.organisationId)).toBeNull();
    const cards = await db.run(meadow.actor("OWNER"), (tx) => tx.find(OutsideReceiver, {}));
    expect(cards.map((card) => card.id)).toEqual([theirs.receiverId]);
    // Its own program is in no directory and holds no place.
    const program = await db.run(jobActor(mine.organisationId, "test"), (tx) => tx.get(Program, mine.programId));
    expect(program).toMatchObject({ published: false, state: "DRAFT", capacity: 0 });
  });

  it("opens once, however often it is asked, and follows its card", async () => {
    const { receiverId, organisationId } = await namedReceiver(db, sender());
    await db.run(sender(), (tx) =>
      updateOutsideReceiver(tx, {
        receiverId,
        name: "Cedar House North",
        levels: [
          { edition: "ASAM3", levelCode: "2.5" },
          { edition: "ASAM3", levelCode: "1" },
        ],
      }),
    );
    const plan = await db.run(sender(), (tx) => receiverPlan(tx, { receiverId }));
    const open = () => db.run(jobActor(organisationId, "test"), (tx) => openReceiverOrganisation(tx, plan));
    await Promise.all([open(), open(), open()]);
    await db.run(jobActor(organisationId, "test"), async (tx) => {
      expect((await tx.get(Organisation, organisationId)).name).toBe("Cedar House North");
      expect((await tx.find(Program, {})).map((program) => program.levelCode).toSorted()).toEqual(["1", "2.1", "2.5"]);
    });
    const levels = await db.run(sender(), (tx) => tx.find(OutsideReceiverLevel, { receiverId }));
    expect(
      levels
        .filter((level) => level.endedAt === null)
        .map((level) => level.levelCode)
        .toSorted(),
    ).toEqual(["1", "2.5"]);
  });

  it("who named it stays, and none that is served becomes one", async () => {
    const { organisationId } = await namedReceiver(db, sender());
    const change = (id: string, sql: string) => db.run(jobActor(id, "test"), (tx) => tx.query(sql, [id]));
    await expect(change(organisationId, "update organisations set named_by = null where id = $1")).rejects.toThrow();
    await expect(change(organisationId, "update organisations set status = 'LIVE' where id = $1")).rejects.toThrow();
    await expect(
      change(harbour.organisationId, "update organisations set status = 'OUTSIDE', named_by = null where id = $1"),
    ).rejects.toThrow();
    // The twin: it may close itself.
    await change(organisationId, "update organisations set status = 'CLOSED' where id = $1");
  });

  it("needs the permission to send, and a level that there is", async () => {
    const card = { name: "Cedar House", email: "a@b.example", timeZone: "America/New_York" };
    const levels = [{ edition: "ASAM3", levelCode: "9.9" }];
    await expect(
      db.run(harbour.actor("READ_ONLY"), (tx) => nameOutsideReceiver(tx, { ...card, levels })),
    ).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(db.run(sender(), (tx) => nameOutsideReceiver(tx, { ...card, levels }))).rejects.toMatchObject({
      reason: "UNKNOWN_LEVEL",
    });
  });

  it("consents and referrals of its namer name it, under the same rules; those of others do not", async () => {
    const cedar = await namedReceiver(db, sender());
    const { recipientIds, referralId } = await draftedReferral(db, sender(), [cedar]);
    await db.run(sender(), (tx) => sendReferral(tx, { referralId }));
    await db.run(sender(), async (tx) => {
      const part = await tx.get(ReferralRecipient, recipientIds[0] ?? "");
      expect(part).toMatchObject({ state: "SENT", recipientOrganisationId: cedar.organisationId });
      expect(part.dueAt).not.toBeNull();
      const packet = await tx.findOne(ReferralPacket, { referralRecipientId: part.id });
      expect(packet?.consentCopy.recipient).toBe("Cedar House");
    });
    const { clientId } = await newClient(db, meadow.actor("INTAKE"));
    await expect(
      signedConsent(db, meadow.actor("INTAKE"), { clientId, recipientOrganisationIds: [cedar.organisationId] }),
    ).rejects.toMatchObject({ code: "NOT_FOUND" });
    const own = await openProgram(db, harbour.actor("OWNER"));
    await expect(
      draftedReferral(db, meadow.actor("INTAKE"), [
        { programId: own.programId, organisationId: harbour.organisationId },
        { programId: cedar.programId, organisationId: harbour.organisationId },
      ]),
    ).rejects.toMatchObject({ code: "NOT_FOUND", path: ["recipients", "1", "programId"] });
  });
});
