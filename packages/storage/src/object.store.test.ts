import { randomBytes, randomUUID } from "node:crypto";
import { mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { jobActor } from "@causeway/kernel";
import { type TestDatabase, figure, openTestDatabase } from "@causeway/testing";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { databaseStore } from "./database.store.ts";
import type { ObjectStore, StoredAt } from "./object.store.ts";
import { newObjectKey } from "./object.store.ts";
import { openStore } from "./open.store.ts";
import { s3Store } from "./s3.store.ts";
import { type TestS3, startS3 } from "./s3-server.factory.ts";

/** One contract for the three stores, each made as a deployment makes it. */
const SECRET = "a secret of a test, thirty-two long";
const KEYS = { id: "AKIATEST", secret: "a key of the test bucket", region: "eu-central-1" };
const [sender, recipient, stranger] = [randomUUID(), randomUUID(), randomUUID()];
const actor = jobActor(sender, "test");
let t: TestDatabase;
let admin: pg.Client;
let folder: string;
let s3: TestS3;
const stores = new Map<string, ObjectStore>();

beforeAll(async () => {
  t = await openTestDatabase({ entities: [] });
  admin = new pg.Client({ connectionString: t.clone.adminUrl });
  await admin.connect();
  for (const [id, name] of [sender, recipient, stranger].map((one, i) => [one, `Organisation ${i}`]))
    await admin.query(
      "insert into organisations (id, name, status, time_zone, sender_alias, created_at) values ($1, $2, 'ONBOARDING', 'UTC', 'X', now())",
      [id, name],
    );
  folder = await mkdtemp(join(tmpdir(), "causeway-store-"));
  s3 = await startS3(KEYS);
  const common = { secret: SECRET, s3: { accessKeyId: KEYS.id, secretAccessKey: KEYS.secret, region: KEYS.region } };
  stores.set("database", openStore({ ...common, storage: undefined }, t.db));
  stores.set("disk", openStore({ ...common, storage: `disk:${folder}` }, t.db));
  stores.set("s3", openStore({ ...common, storage: `s3:${s3.bucketUrl}` }, t.db));
});
afterAll(async () => {
  await s3?.close();
  await admin?.end();
  await t?.close();
  if (folder) await rm(folder, { recursive: true });
});

const place = (): StoredAt => ({
  key: newObjectKey(),
  senderOrganisationId: sender,
  recipientOrganisationId: recipient,
});

/** What really lies in a store under a key. */
async function atRest(kind: string, { key }: StoredAt): Promise<Buffer> {
  if (kind === "disk") return readFile(join(folder, key.slice(0, 2), key));
  if (kind === "s3") return s3.objects.get(`/causeway/${key}`) ?? Buffer.alloc(0);
  const { rows } = await admin.query<{ sealed: Buffer }>("select sealed from stored_objects where key = $1", [key]);
  return rows[0]?.sealed ?? Buffer.alloc(0);
}

async function replaceAtRest(kind: string, { key }: StoredAt, bytes: Buffer): Promise<void> {
  if (kind === "disk") await writeFile(join(folder, key.slice(0, 2), key), bytes);
  else if (kind === "s3") s3.objects.set(`/causeway/${key}`, bytes);
  else await admin.query("update stored_objects set sealed = $2 where key = $1", [key, bytes]);
}

describe.each(["database", "disk", "s3"])("documents-as-the-packet: the %s store", (kind) => {
  const store = () => stores.get(kind)!;

  it.each([1, 1000, 10 * 1024 * 1024])("gives back %i bytes as they were", async (size) => {
    const at = place();
    const bytes = randomBytes(size);
    await store().put(actor, at, bytes);
    expect((await store().get(actor, at))?.equals(bytes)).toBe(true);
  });

  it("answers nothing for what was never there, and for what was removed, however often", async () => {
    const at = place();
    expect(await store().get(actor, at)).toBeNull();
    await store().delete(actor, at);
    await store().put(actor, at, Buffer.from("x"));
    await store().delete(actor, at);
    await store().delete(actor, at);
    expect(await store().get(actor, at)).toBeNull();
    expect((await atRest(kind, at).catch(() => Buffer.alloc(0))).length).toBe(0);
  });

  it("keeps one object apart from another", async () => {
    const [a, b] = [place(), place()];
    await store().put(actor, a, Buffer.from("a"));
    await store().put(actor, b, Buffer.from("b"));
    await store().delete(actor, b);
    expect((await store().get(actor, a))?.toString()).toBe("a");
  });

  it("seals what it keeps: nothing legible lies there, and what was altered or exchanged does not open", async () => {
    const [a, b] = [place(), place()];
    const words = "Robin Harper, heroin, 2.1";
    await store().put(actor, a, Buffer.from(words));
    await store().put(actor, b, Buffer.from("other"));
    const sealedBytes = await atRest(kind, a);
    expect(sealedBytes.length).toBe(words.length + 29);
    expect(sealedBytes.includes("Robin")).toBe(false);
    const altered = Buffer.from(sealedBytes);
    altered[40] = (altered[40] ?? 0) ^ 1;
    await replaceAtRest(kind, a, altered);
    await expect(store().get(actor, a)).rejects.toMatchObject({ code: "UNAVAILABLE" });
    await replaceAtRest(kind, b, sealedBytes);
    await expect(store().get(actor, b)).rejects.toMatchObject({ code: "UNAVAILABLE" });
  });

  it.each(["", "../../etc/passwd", "a/b", `${"a".repeat(63)}/`, `${"a".repeat(64)}\0`, "A".repeat(64)])(
    "takes no key that it did not make",
    async (key) => {
      for (const work of [store().get, store().delete])
        await expect((async () => work(actor, { ...place(), key }))()).rejects.toThrow("no key");
      await expect((async () => store().put(actor, { ...place(), key }, Buffer.from("x")))()).rejects.toThrow("no key");
    },
  );
});

describe("the disk store", () => {
  it("leaves no half-written file behind, and shows what it keeps to nobody else", async () => {
    const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
    expect(files.length).toBeGreaterThan(0);
    expect(files.filter((entry) => entry.name.endsWith(".part"))).toEqual([]);
    const { stat } = await import("node:fs/promises");
    for (const file of files) expect((await stat(join(file.parentPath, file.name))).mode & 0o077).toBe(0);
  });
});

describe("the s3 store", () => {
  it("signs each request so that a server that recomputes the signature takes it", () => {
    expect(s3.objects.size).toBeGreaterThan(0);
    expect(s3.refused).toEqual([]);
    figure("s3-signatures", `${s3.objects.size} objects kept, 0 signatures refused`);
  });

  it("is refused under another secret, and says no more than that the store does not answer", async () => {
    const wrong = s3Store({
      bucketUrl: s3.bucketUrl,
      accessKeyId: KEYS.id,
      secretAccessKey: "another",
      region: KEYS.region,
    });
    await expect(wrong.put(actor, place(), Buffer.from("x"))).rejects.toMatchObject({ code: "UNAVAILABLE" });
    await expect(wrong.get(actor, place())).rejects.toMatchObject({ code: "UNAVAILABLE" });
    expect(s3.refused).toEqual(["another signature", "another signature"]);
  });

  it("says the same where nobody listens", async () => {
    const nowhere = s3Store({
      bucketUrl: "http://127.0.0.1:9/b",
      accessKeyId: "x",
      secretAccessKey: "y",
      region: KEYS.region,
    });
    await expect(nowhere.get(actor, place())).rejects.toMatchObject({ code: "UNAVAILABLE" });
  });
});

describe("the database store", () => {
  it("is open to no stranger, and to the recipient through a document alone", async () => {
    const at = place();
    const store = databaseStore(t.db);
    await store.put(actor, at, Buffer.from("sealed"));
    expect(await store.get(jobActor(stranger, "test"), at)).toBeNull();
    expect(await store.get(jobActor(recipient, "test"), at)).toBeNull();
    await store.delete(jobActor(stranger, "test"), at);
    await store.delete(jobActor(recipient, "test"), at);
    expect((await store.get(actor, at))?.toString()).toBe("sealed");
    await expect(store.put(jobActor(stranger, "test"), place(), Buffer.from("x"))).rejects.toThrow();
    await expect(store.put(jobActor(recipient, "test"), place(), Buffer.from("x"))).rejects.toThrow();
  });
});

describe("the choice of a store", () => {
  it.each(["disk:relative", "s3:nowhere", "s3:ftp://x/y", "tape:/dev/st0", "disk:"])("refuses %s", (storage) => {
    const s3Keys = { accessKeyId: "x", secretAccessKey: "y", region: "z" };
    expect(() => openStore({ secret: SECRET, storage, s3: s3Keys }, t.db)).toThrow();
  });

  it("asks for keys by name, and never shows a value", () => {
    expect(() => openStore({ secret: SECRET, storage: "s3:https://x.example/b", s3: undefined }, t.db)).toThrow(
      /S3_ACCESS_KEY_ID/,
    );
  });
});
