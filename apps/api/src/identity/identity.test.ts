import { actorFromApiKey, createOrganisation, invitationMail, inviteMember, setPassword } from "@causeway/identity";
import { FACTORY_PASSWORD, liveOrganisation } from "@causeway/identity/factory";
import type { OrganisationUnderTest } from "@causeway/identity/factory";
import { Relay } from "@causeway/database";
import type { Role } from "@causeway/identity";
import { MovableClock, encodeId, newId } from "@causeway/kernel";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Loose, TestApi, TestClient } from "../testing/open-test-api.ts";
import { openTestApi } from "../testing/open-test-api.ts";

let api: TestApi;
let harbour: OrganisationUnderTest;
let meadow: OrganisationUnderTest;
let owner: TestClient;
let stranger: TestClient;
const clock = new MovableClock(new Date("2026-03-02T15:00:00Z"));
const NEW_PASSWORD = "a walk along the river";

beforeAll(async () => {
  api = await openTestApi({ clock });
  harbour = await liveOrganisation(api.db, { name: "Harbour" });
  meadow = await liveOrganisation(api.db, { name: "Meadow" });
  [owner, stranger] = [await api.signIn(harbour), await api.signIn(meadow)];
});
afterAll(() => api?.close());

const idIn = (organisation: OrganisationUnderTest, role: Parameters<OrganisationUnderTest["actor"]>[0]): string =>
  encodeId("member", organisation.actor(role).id ?? "");

/** The link that the mail would carry: the job makes it from the record, as here. */
async function invite(
  organisation: OrganisationUnderTest,
  email: string,
  role = "INTAKE",
  by: Role = "OWNER",
): Promise<string> {
  const { secret, publicUrl } = api;
  return api.db.run(organisation.actor(by), async (tx) => {
    const { invitationId } = await inviteMember(tx, { email, displayName: "New Person", role, secret });
    const mail = await invitationMail(tx, { invitationId, secret, publicUrl });
    expect(mail?.to).toBe(email);
    return mail?.link.split("#")[1] ?? "";
  });
}

const ACCEPT = `mutation ($input: AcceptInvitationInput!) {
  acceptInvitation(input: $input) { viewer { organisation { name } membership { role } organisations { name } } userErrors { code path } }
}`;

describe("an organisation's beginning", () => {
  it("live-after-agreement: nobody goes live unsigned, and afterwards its people come in", async () => {
    const { personId } = await createOrganisation(api.db, {
      name: "Orchard",
      timeZone: "America/Chicago",
      senderAlias: "The Office",
      owner: { email: "first@orchard.example", displayName: "First Owner" },
    });
    await setPassword(api.db, { personId, password: FACTORY_PASSWORD });
    const client = api.anonymous();
    const SIGN_IN =
      "mutation ($input: SignInInput!) { signIn(input: $input) { viewer { permissions organisation { status availableActions } } userErrors { code } } }";
    const input = { email: "first@orchard.example", password: FACTORY_PASSWORD };
    const { signIn } = await client.run(SIGN_IN, { input });
    expect(signIn.viewer.organisation).toEqual({
      status: "ONBOARDING",
      availableActions: ["signAgreement", "setBusinessHours", "setRedisclosureStatus"],
    });
    expect(signIn.viewer.permissions).not.toContain("client.read");
    const GO_LIVE = "mutation { goLive { organisation { status } userErrors { code reason } } }";
    expect((await client.run(GO_LIVE)).goLive).toEqual({
      organisation: null,
      userErrors: [{ code: "CONFLICT", reason: "AGREEMENT_UNSIGNED" }],
    });
    const { agreementInForce } = await client.run("{ agreementInForce }");
    const SIGN =
      "mutation ($input: SignAgreementInput!) { signAgreement(input: $input) { organisation { availableActions agreement { edition signedBy signedAt } } userErrors { code } } }";
    const old = await client.run(SIGN, { input: { signedBy: "First Owner", edition: "1999-01" } });
    expect(old.signAgreement.userErrors).toEqual([{ code: "INVALID" }]);
    const signed = await client.run(SIGN, { input: { signedBy: "First Owner", edition: agreementInForce } });
    expect(signed.signAgreement.organisation).toEqual({
      availableActions: ["goLive", "setBusinessHours", "setRedisclosureStatus"],
      agreement: { edition: agreementInForce, signedBy: "First Owner", signedAt: clock.now().toISOString() },
    });
    expect((await client.run(GO_LIVE)).goLive.organisation).toEqual({ status: "LIVE" });
    expect((await client.run("{ viewer { permissions } }")).viewer.permissions).toContain("client.read");
  });

  it("shows its agreement to itself and to nobody else", async () => {
    const id = encodeId("organisation", harbour.organisationId);
    const query = "query ($id: ID) { organisation(id: $id) { name agreement { edition } availableActions } }";
    expect((await owner.run(query, { id })).organisation.agreement).not.toBeNull();
    expect((await stranger.run(query, { id })).organisation).toEqual({
      name: "Harbour",
      agreement: null,
      availableActions: [],
    });
  });
});

describe("members", () => {
  const INVITE =
    "mutation ($input: InviteMemberInput!) { inviteMember(input: $input) { invitation { id email role expiresAt } userErrors { code path reason } } }";

  it("are invited by whoever may, once for a key", async () => {
    const input = { email: "Ada@Harbour.example ", displayName: "Ada", role: "CLINICIAN", idempotencyKey: "ada" };
    const { inviteMember: first } = await owner.run(INVITE, { input });
    expect(first.invitation).toMatchObject({ email: "ada@harbour.example", role: "CLINICIAN" });
    expect((await owner.run(INVITE, { input })).inviteMember.invitation.id).toBe(first.invitation.id);
    const changed = await owner.run(INVITE, { input: { ...input, role: "OUTREACH" } });
    expect(changed.inviteMember.userErrors).toEqual([
      { code: "IDEMPOTENCY_MISMATCH", path: ["idempotencyKey"], reason: null },
    ]);
    const refused = await (await api.signIn(harbour, "CLINICIAN")).execute(INVITE, { input });
    expect(refused.errors?.[0]?.extensions.code).toBe("FORBIDDEN");
    const member = await owner.run(INVITE, {
      input: { ...input, email: harbour.email("INTAKE"), idempotencyKey: null },
    });
    expect(member.inviteMember.userErrors).toMatchObject([{ code: "DUPLICATE", path: ["email"] }]);
  });

  it("are not made owners by an administrator", async () => {
    const admin = await api.signIn(harbour, "ADMIN");
    const answer = await admin.run(INVITE, {
      input: { email: "boss@harbour.example", displayName: "Boss", role: "OWNER" },
    });
    expect(answer.inviteMember.userErrors).toEqual([{ code: "INVALID", path: ["role"], reason: "OWNER_ONLY" }]);
    const CHANGE =
      "mutation ($input: ChangeMemberRoleInput!) { changeMemberRole(input: $input) { member { role } userErrors { code reason } } }";
    const self = await admin.run(CHANGE, { input: { id: idIn(harbour, "ADMIN"), role: "OWNER" } });
    expect(self.changeMemberRole.userErrors).toEqual([{ code: "INVALID", reason: "OWNER_ONLY" }]);
    const down = await admin.run(CHANGE, { input: { id: idIn(harbour, "OWNER"), role: "READ_ONLY" } });
    expect(down.changeMemberRole.userErrors).toEqual([{ code: "CONFLICT", reason: "OWNER_ONLY" }]);
    expect(
      (await owner.run(CHANGE, { input: { id: idIn(harbour, "OUTREACH"), role: "INTAKE" } })).changeMemberRole.member,
    ).toEqual({ role: "INTAKE" });
  });

  it("of another organisation answer like missing ones, byte for byte", async () => {
    const CHANGE =
      "mutation ($input: ChangeMemberRoleInput!) { changeMemberRole(input: $input) { member { id } userErrors { code path message reason } } }";
    const REMOVE =
      "mutation ($input: RemoveMemberInput!) { removeMember(input: $input) { member { id } userErrors { code path message reason } } }";
    const foreign = idIn(harbour, "INTAKE");
    const missing = encodeId("member", newId());
    for (const [query, more] of [
      [CHANGE, { role: "INTAKE" }],
      [REMOVE, {}],
      [REMOVE, { id: idIn(meadow, "INTAKE"), handOverTo: "?" }],
    ] as const) {
      const ask = (id: string) =>
        stranger.execute(query, { input: "handOverTo" in more ? { ...more, handOverTo: id } : { id, ...more } });
      expect((await ask(foreign)).body).toBe((await ask(missing)).body);
    }
    const NODE = "query ($id: ID!) { node(id: $id) { id ... on Membership { displayName } } }";
    expect((await stranger.execute(NODE, { id: foreign })).body).toBe(
      (await stranger.execute(NODE, { id: missing })).body,
    );
    expect((await owner.run(NODE, { id: foreign })).node).toEqual({ id: foreign, displayName: "intake of Harbour" });
    expect((await stranger.run("{ members { nodes { displayName } } }")).members.nodes).toHaveLength(7);
  });

  it("page by cursors that stay where they are", async () => {
    const PAGE =
      "query ($after: String, $before: String, $first: Int, $last: Int) { members(first: $first, last: $last, after: $after, before: $before) { totalCount edges { cursor node { displayName } } pageInfo { hasNextPage hasPreviousPage endCursor startCursor } } }";
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { members }: Loose = await stranger.run(PAGE, { first: 3, after });
      expect(members.totalCount).toBe(7);
      seen.push(...members.edges.map((edge: Loose) => edge.node.displayName));
      after = members.pageInfo.hasNextPage ? members.pageInfo.endCursor : null;
    } while (after);
    expect(seen).toEqual(seen.toSorted());
    expect(new Set(seen).size).toBe(7);
    const { members: last } = await stranger.run(PAGE, { last: 2 });
    expect(last.edges.map((edge: Loose) => edge.node.displayName)).toEqual(seen.slice(-2));
    expect(last.pageInfo).toMatchObject({ hasPreviousPage: true, hasNextPage: false });
    const { members: before } = await stranger.run(PAGE, { last: 5, before: last.pageInfo.startCursor });
    expect(before.edges.map((edge: Loose) => edge.node.displayName)).toEqual(seen.slice(0, 5));
    const wrong = await stranger.execute(PAGE, { first: 101 });
    expect(wrong.errors?.[0]?.extensions).toMatchObject({ code: "INVALID", field: ["first"] });
  });
});

describe("a leaver", () => {
  const REMOVE =
    "mutation ($input: RemoveMemberInput!) { removeMember(input: $input) { member { status availableActions } userErrors { code path reason } } }";

  it("leavers-hand-over: hands open work over before the place ends, and is out at once", async () => {
    const leaver = harbour.actor("UTILISATION_REVIEW");
    const heir = harbour.actor("CLINICIAN");
    const taskId = newId();
    await api.db.run(leaver, (tx) =>
      tx.query(
        `insert into tasks (id, organisation_id, kind, subject_type, subject_id, assigned_role, assigned_to, due_at, state, dedupe_key, created_at)
         values ($1, $2, 'review', 'client', $1, 'UTILISATION_REVIEW', $3, $4, 'OPEN', 'one', $4)`,
        [taskId, leaver.organisationId, leaver.id, tx.now],
      ),
    );
    const client = await api.signIn(harbour, "UTILISATION_REVIEW");
    expect((await client.run("{ viewer { kind } }")).viewer).not.toBeNull();
    const id = idIn(harbour, "UTILISATION_REVIEW");
    const alone = await owner.run(REMOVE, { input: { id } });
    expect(alone.removeMember.userErrors).toEqual([
      { code: "CONFLICT", path: ["handOverTo"], reason: "WORK_TO_HAND_OVER" },
    ]);
    const self = await owner.run(REMOVE, { input: { id, handOverTo: id } });
    expect(self.removeMember.userErrors).toMatchObject([{ code: "INVALID", path: ["handOverTo"] }]);
    const done = await owner.run(REMOVE, { input: { id, handOverTo: idIn(harbour, "CLINICIAN") } });
    expect(done.removeMember).toEqual({ member: { status: "LEFT", availableActions: [] }, userErrors: [] });
    const [task] = await api.db.readWith<{ assigned_to: string }>(heir, {
      sql: "select assigned_to from tasks where id = $1",
      values: [taskId],
    });
    expect(task?.assigned_to).toBe(heir.id);
    expect((await client.run("{ viewer { kind } }")).viewer).toBeNull();
    await expect(api.signIn(harbour, "UTILISATION_REVIEW")).rejects.toThrow("SIGN_IN_FAILED");
  });

  it("may come back by an invitation, and sessions of before stay ended", async () => {
    const client = await api.signIn(meadow, "OUTREACH");
    await stranger.run(REMOVE, { input: { id: idIn(meadow, "OUTREACH") } });
    clock.advance(60_000);
    const token = await invite(meadow, meadow.email("OUTREACH"), "READ_ONLY");
    const back = await api.anonymous().run(ACCEPT, { input: { token, password: FACTORY_PASSWORD } });
    expect(back.acceptInvitation).toMatchObject({ viewer: { membership: { role: "READ_ONLY" } }, userErrors: [] });
    expect((await client.run("{ viewer { kind } }")).viewer).toBeNull();
  });

  const OPEN = "query ($token: String!) { openInvitation(token: $token) { invitation { displayName } } }";
  const isOpen = async (token: string) =>
    (await api.anonymous().run(OPEN, { token })).openInvitation.invitation !== null;
  const keyOf = async (client: TestClient) => {
    const MAKE = "mutation ($i: CreateApiClientInput!) { createApiClient(input: $i) { key userErrors { code } } }";
    const input = { name: "Sync", scopes: ["client.read"], expiresInDays: 30 };
    return (await client.run(MAKE, { i: input })).createApiClient.key as string;
  };
  const opens = async (key: string) => (await actorFromApiKey(api.db, api.secret, key)) !== null;

  it("leavers-leave-no-way-in: neither by an invitation to another address nor by a key", async () => {
    const orchard = await liveOrganisation(api.db, { name: "Orchard Two" });
    const remaining = await api.signIn(orchard);
    const byLeaver = await invite(orchard, "second@address.example", "ADMIN", "ADMIN");
    const byOwner = await invite(orchard, "other@person.example");
    const leaversKey = await keyOf(await api.signIn(orchard, "ADMIN"));
    const ownersKey = await keyOf(remaining);
    expect([await isOpen(byLeaver), await opens(leaversKey)]).toEqual([true, true]);
    const { removeMember } = await remaining.run(REMOVE, { input: { id: idIn(orchard, "ADMIN") } });
    expect(removeMember.member.status).toBe("LEFT");
    expect([await isOpen(byLeaver), await opens(leaversKey)]).toEqual([false, false]);
    expect([await isOpen(byOwner), await opens(ownersKey)]).toEqual([true, true]);
    const ACTS = "{ auditEntries(first: 50) { nodes { action } } }";
    const acts = (await remaining.run(ACTS)).auditEntries.nodes.map((entry: Loose) => entry.action);
    expect(acts).toEqual(expect.arrayContaining(["member.invitation-revoke", "api-client.revoke"]));
  });

  it("leaves API clients to a colleague who may manage them, when that is said", async () => {
    const orchard = await liveOrganisation(api.db, { name: "Orchard Three" });
    const remaining = await api.signIn(orchard);
    const key = await keyOf(await api.signIn(orchard, "ADMIN"));
    const remove = async (to: Role | null) => {
      const handOverTo = to && idIn(orchard, to);
      const input = { id: idIn(orchard, "ADMIN"), handOverTo, handOverApiClients: true };
      return (await remaining.run(REMOVE, { input })).removeMember.userErrors;
    };
    expect(await remove(null)).toMatchObject([{ code: "INVALID", path: ["handOverTo"] }]);
    expect(await remove("CLINICIAN")).toMatchObject([{ code: "INVALID", reason: "SCOPE_NOT_HELD" }]);
    expect(await remove("OWNER")).toEqual([]);
    expect(await opens(key)).toBe(true);
    const [taken] = await api.db.readWith<{ created_by: string }>(orchard.actor("OWNER"), {
      sql: "select created_by from api_clients",
      values: [],
    });
    expect(taken?.created_by).toBe(orchard.actor("OWNER").id);
  });

  it("who is given a lesser role keeps no invitation that this role could not send", async () => {
    const orchard = await liveOrganisation(api.db, { name: "Orchard Four" });
    const remaining = await api.signIn(orchard);
    const token = await invite(orchard, "third@address.example", "ADMIN", "ADMIN");
    const CHANGE =
      "mutation ($input: ChangeMemberRoleInput!) { changeMemberRole(input: $input) { userErrors { code } } }";
    const id = idIn(orchard, "ADMIN");
    await remaining.run(CHANGE, { input: { id, role: "OWNER" } });
    expect(await isOpen(token)).toBe(true);
    await remaining.run(CHANGE, { input: { id, role: "INTAKE" } });
    expect(await isOpen(token)).toBe(false);
  });

  it("is never the only owner", async () => {
    const answer = await stranger.run(REMOVE, { input: { id: idIn(meadow, "OWNER") } });
    expect(answer.removeMember.userErrors).toMatchObject([{ code: "CONFLICT", reason: "LAST_OWNER" }]);
  });
});

describe("invitations", () => {
  it("owners-made-by-owners: an administrator neither takes back nor replaces an owner's of an owner", async () => {
    const REVOKE =
      "mutation ($input: RevokeInvitationInput!) { revokeInvitation(input: $input) { invitation { revokedAt } userErrors { code reason } } }";
    const AGAIN =
      "mutation ($input: InviteMemberInput!) { inviteMember(input: $input) { userErrors { code reason } } }";
    const email = "second.owner@harbour.example";
    await invite(harbour, email, "OWNER");
    const [offer] = await api.db.readWith<{ id: string }>(harbour.actor("OWNER"), {
      sql: "select id from invitations where email = $1",
      values: [email],
    });
    const input = { id: encodeId("invitation", offer?.id ?? "") };
    const admin = await api.signIn(harbour, "ADMIN");
    const refused = [{ code: "CONFLICT", reason: "OWNER_ONLY" }];
    expect((await admin.run(REVOKE, { input })).revokeInvitation.userErrors).toEqual(refused);
    const again = await admin.run(AGAIN, { input: { email, displayName: "X", role: "INTAKE" } });
    expect(again.inviteMember.userErrors).toEqual(refused);
    const { revokeInvitation } = await owner.run(REVOKE, { input });
    expect(revokeInvitation).toEqual({ invitation: { revokedAt: clock.now().toISOString() }, userErrors: [] });
  });

  it("give a new person a place and a password, once", async () => {
    const token = await invite(harbour, "new@person.example");
    const OPEN =
      "query ($token: String!) { openInvitation(token: $token) { invitation { organisationName hasPassword } userErrors { code } } }";
    expect((await api.anonymous().run(OPEN, { token })).openInvitation.invitation).toEqual({
      organisationName: "Harbour",
      hasPassword: false,
    });
    const client = api.anonymous();
    const short = await client.run(ACCEPT, { input: { token, password: "short" } });
    expect(short.acceptInvitation.userErrors).toEqual([{ code: "INVALID", path: ["password"] }]);
    const { acceptInvitation } = await client.run(ACCEPT, { input: { token, password: NEW_PASSWORD } });
    expect(acceptInvitation).toEqual({
      viewer: {
        organisation: { name: "Harbour" },
        membership: { role: "INTAKE" },
        organisations: [{ name: "Harbour" }],
      },
      userErrors: [],
    });
    const again = await api.anonymous().run(ACCEPT, { input: { token, password: NEW_PASSWORD } });
    expect(again.acceptInvitation).toEqual({ viewer: null, userErrors: [{ code: "LINK_INVALID", path: ["token"] }] });
  });

  it("known-people-keep-their-password: set none for a member elsewhere who has none yet", async () => {
    const email = "first@vineyard.example";
    const { personId } = await createOrganisation(api.db, {
      name: "Vineyard",
      timeZone: "America/Chicago",
      senderAlias: "The Office",
      owner: { email, displayName: "First Owner" },
    });
    const token = await invite(harbour, email);
    const taken = await api.anonymous().run(ACCEPT, { input: { token, password: NEW_PASSWORD } });
    expect(taken.acceptInvitation).toMatchObject({ viewer: null, userErrors: [{ code: "SIGN_IN_FAILED" }] });
    await setPassword(api.db, { personId, password: FACTORY_PASSWORD });
    const own = await api.anonymous().run(ACCEPT, { input: { token, password: FACTORY_PASSWORD } });
    expect(own.acceptInvitation.viewer.organisation).toEqual({ name: "Harbour" });
  });

  it("give a known person a second organisation to switch to, under their own password", async () => {
    const token = await invite(meadow, "new@person.example", "CLINICIAN");
    const guess = await api.anonymous().run(ACCEPT, { input: { token, password: "not the password" } });
    expect(guess.acceptInvitation.userErrors).toMatchObject([{ code: "SIGN_IN_FAILED" }]);
    const client = api.anonymous();
    const { acceptInvitation } = await client.run(ACCEPT, { input: { token, password: NEW_PASSWORD } });
    expect(acceptInvitation.viewer.organisation.name).toBe("Meadow");
    const SWITCH =
      "mutation ($input: SwitchOrganisationInput!) { switchOrganisation(input: $input) { viewer { organisation { name } membership { role } } userErrors { code path } } }";
    const to = (organisationId: string) =>
      client.run(SWITCH, { input: { organisationId: encodeId("organisation", organisationId) } });
    expect((await to(harbour.organisationId)).switchOrganisation.viewer).toEqual({
      organisation: { name: "Harbour" },
      membership: { role: "INTAKE" },
    });
    const orchard = await liveOrganisation(api.db, { name: "Elsewhere" });
    const foreign = JSON.stringify(await to(orchard.organisationId));
    expect(foreign).toBe(JSON.stringify(await to(newId())));
    expect(foreign).toContain("NOT_FOUND");
    expect((await client.run("{ viewer { organisation { name } } }")).viewer.organisation.name).toBe("Harbour");
  });

  it("end when they are taken back, replaced or too old", async () => {
    const accept = async (token: string) =>
      (await api.anonymous().run(ACCEPT, { input: { token, password: NEW_PASSWORD } })).acceptInvitation.userErrors[0]
        ?.code;
    const first = await invite(harbour, "late@person.example");
    const second = await invite(harbour, "late@person.example");
    expect(await accept(first)).toBe("LINK_INVALID");
    clock.advance(8 * 86_400_000);
    expect(await accept(second)).toBe("LINK_INVALID");
    owner = await api.signIn(harbour);
    const third = await invite(harbour, "late@person.example");
    const { invitations } = await owner.run("{ invitations(first: 1) { nodes { id revokedAt } } }");
    const REVOKE =
      "mutation ($input: RevokeInvitationInput!) { revokeInvitation(input: $input) { invitation { revokedAt } userErrors { code } } }";
    const revoked = await owner.run(REVOKE, { input: { id: invitations.nodes[0].id } });
    expect(revoked.revokeInvitation.invitation.revokedAt).not.toBeNull();
    expect(await accept(third)).toBe("LINK_INVALID");
    expect(await accept(await invite(harbour, "late@person.example"))).toBeUndefined();
  });
});

describe("API clients", () => {
  const CREATE =
    "mutation ($input: CreateApiClientInput!) { createApiClient(input: $input) { key apiClient { id scopes keys { id lastFour lastUsedAt revokedAt } } userErrors { code path reason } } }";
  const ROTATE =
    "mutation ($input: RotateApiKeyInput!) { rotateApiKey(input: $input) { key apiClient { keys { id expiresAt revokedAt } } userErrors { code } } }";
  const bearer = (key: string): TestClient => api.anonymous({ authorization: `Bearer ${key}` });
  const organisationOf = async (key: string) =>
    (await bearer(key).execute("{ viewer { kind organisation { name } permissions } }")).data?.["viewer"];

  beforeAll(async () => {
    [owner, stranger] = [await api.signIn(harbour), await api.signIn(meadow)];
  });

  it("keys-shown-once: act for their organisation under their scopes; the key is shown once and kept as a hash", async () => {
    const { createApiClient } = await owner.run(CREATE, {
      input: { name: "Records", scopes: ["member.read", "event.read"] },
    });
    const { key, apiClient } = createApiClient;
    expect(key).toMatch(/^causeway_[\w-]{43}$/);
    expect(apiClient.keys).toEqual([
      { id: expect.any(String), lastFour: key.slice(-4), lastUsedAt: null, revokedAt: null },
    ]);
    expect(await organisationOf(key)).toEqual({
      kind: "API_CLIENT",
      organisation: { name: "Harbour" },
      permissions: ["member.read", "event.read"],
    });
    expect((await bearer(key).run("{ members { totalCount } }")).members.totalCount).toBeGreaterThan(5);
    expect((await bearer(key).execute("{ auditEntries { nodes { id } } }")).errors?.[0]?.extensions.code).toBe(
      "FORBIDDEN",
    );
    const { apiClients } = await owner.run("{ apiClients { nodes { keys { lastUsedAt } } } }");
    expect(apiClients.nodes[0].keys[0].lastUsedAt).toBe(clock.now().toISOString());
    const kept = await api.db.authenticate((tx) => tx.query<{ row: string }>("select k::text as row from api_keys k"));
    expect(JSON.stringify(kept)).not.toContain(key.slice(-20, -4));
    expect((await stranger.run("{ apiClients { nodes { id } } }")).apiClients.nodes).toEqual([]);
  });

  it("hold nothing that would let them make others, and nothing their maker lacks", async () => {
    for (const [scopes, reason] of [
      [["member.manage"], "UNKNOWN_SCOPE"],
      [["api_client.manage"], "UNKNOWN_SCOPE"],
      [["*"], "UNKNOWN_SCOPE"],
    ] as const) {
      const answer = await owner.run(CREATE, { input: { name: "x", scopes } });
      expect(answer.createApiClient).toEqual({
        key: null,
        apiClient: null,
        userErrors: [{ code: "INVALID", path: ["scopes"], reason }],
      });
    }
    const refused = await (
      await api.signIn(harbour, "CLINICIAN")
    ).execute(CREATE, { input: { name: "x", scopes: ["event.read"] } });
    expect(refused.errors?.[0]?.extensions.code).toBe("FORBIDDEN");
  });

  it("rotate without losing a request: two keys are valid, never three", async () => {
    const { createApiClient } = await owner.run(CREATE, { input: { name: "Rotating", scopes: ["event.read"] } });
    const { id } = createApiClient.apiClient;
    const keys = [createApiClient.key as string];
    const rotate = async () => {
      clock.advance(1000);
      keys.push((await owner.run(ROTATE, { input: { apiClientId: id, overlapHours: 2 } })).rotateApiKey.key);
    };
    const valid = async () => Promise.all(keys.map(async (key) => (await organisationOf(key)) !== undefined));
    await rotate();
    expect(await valid()).toEqual([true, true]);
    await rotate();
    expect(await valid()).toEqual([false, true, true]);
    clock.advance(2 * 3_600_000);
    expect(await valid()).toEqual([false, false, true]);
    clock.advance(90 * 86_400_000);
    expect(await valid()).toEqual([false, false, false]);
  });

  it("end at once when a key or the client is revoked", async () => {
    [owner, stranger] = [await api.signIn(harbour), await api.signIn(meadow)];
    const make = async () =>
      (await owner.run(CREATE, { input: { name: "Ending", scopes: ["event.read"] } })).createApiClient;
    const one = await make();
    expect(await organisationOf(one.key)).toBeDefined();
    const REVOKE =
      "mutation ($input: RevokeApiKeyInput!) { revokeApiKey(input: $input) { apiClient { keys { revokedAt } } userErrors { code path message } } }";
    const foreign = await stranger.execute(REVOKE, { input: { apiKeyId: one.apiClient.keys[0].id } });
    expect(foreign.body).toBe(
      (await stranger.execute(REVOKE, { input: { apiKeyId: encodeId("api_key", newId()) } })).body,
    );
    expect(await organisationOf(one.key)).toBeDefined();
    await owner.run(REVOKE, { input: { apiKeyId: one.apiClient.keys[0].id } });
    expect(await organisationOf(one.key)).toBeUndefined();
    const two = await make();
    await owner.run(
      "mutation ($input: RevokeApiClientInput!) { revokeApiClient(input: $input) { userErrors { code } } }",
      { input: { apiClientId: two.apiClient.id } },
    );
    expect(await organisationOf(two.key)).toBeUndefined();
    expect(await actorFromApiKey(api.db, api.secret, two.key)).toBeNull();
  });
});

describe("the feed of events", () => {
  it("gives each organisation its own, in order and without gaps, as ids alone", async () => {
    const relay = new Relay({ url: api.urls.relay, clock, route: () => [], enqueue: () => Promise.resolve() });
    while ((await relay.tick()).relayed > 0);
    await relay.close();
    const FEED =
      "query ($after: String, $first: Int) { events(after: $after, first: $first) { seq id type subjectId references { name id } } }";
    const { events } = await owner.run(FEED, { first: 500 });
    expect(events.map((event: Loose) => event.seq)).toEqual(events.map((_: Loose, i: number) => String(i + 1)));
    const left = events.find((event: Loose) => event.type === "member.left");
    expect(left.subjectId).toBe(idIn(harbour, "UTILISATION_REVIEW"));
    expect(events.find((event: Loose) => event.type === "invitation.created").subjectId).toMatch(/^invitation_/);
    const rest = await owner.run(FEED, { after: events[4].seq, first: 2 });
    expect(rest.events).toEqual(events.slice(5, 7));
    const theirs = (await stranger.run(FEED, { first: 500 })).events;
    expect(theirs.length).toBeGreaterThan(3);
    const ours = new Set(events.map((event: Loose) => event.id));
    expect(theirs.filter((event: Loose) => ours.has(event.id))).toEqual([]);
    expect((await owner.execute(FEED, { after: "-1" })).errors?.[0]?.extensions.code).toBe("INVALID");
    expect((await (await api.signIn(harbour, "INTAKE")).execute(FEED)).errors?.[0]?.extensions.code).toBe("FORBIDDEN");
  });
});

describe("the audit", () => {
  it("holds every act above for its own organisation, refusals included", async () => {
    const actions = async (client: TestClient): Promise<string[]> =>
      (await client.run("{ auditEntries(first: 100) { nodes { action outcome } } }")).auditEntries.nodes.map(
        (entry: Loose) => `${entry.action} ${entry.outcome}`,
      );
    const ours = await actions(owner);
    for (const act of [
      "session.start DONE",
      "member.invite DONE",
      "member.leave DONE",
      "api-key.create DONE",
      "inviteMember DENIED",
    ]) {
      expect(ours).toContain(act);
    }
    expect(await actions(stranger)).not.toContain("inviteMember DENIED");
    const { auditEntries } = await owner.run(
      '{ auditEntries(action: "member.leave") { nodes { actorId subjectId reason } } }',
    );
    expect(auditEntries.nodes).toEqual([
      { actorId: idIn(harbour, "OWNER"), subjectId: idIn(harbour, "UTILISATION_REVIEW"), reason: "1 handed over" },
    ]);
    expect(
      (await (await api.signIn(harbour, "INTAKE")).execute("{ auditEntries { nodes { id } } }")).errors?.[0]?.extensions
        .code,
    ).toBe("FORBIDDEN");
  });

  it("business-hours: are set by who manages the organisation, and what is wrong is told with its place", async () => {
    const quay = await liveOrganisation(api.db, { name: "Quay hours" });
    const SET =
      "mutation ($input: SetBusinessHoursInput!) { setBusinessHours(input: $input) { organisation { businessHours { weekday opens closes } closedDays } userErrors { code path } } }";
    const hours = [{ weekday: 6, opens: "09:00", closes: "24:00" }];
    const manager = await api.signIn(quay);
    const given = await manager.run(SET, { input: { hours } });
    expect(given.setBusinessHours.organisation).toEqual({ businessHours: hours, closedDays: [] });
    const wrong = await manager.run(SET, { input: { hours: [{ weekday: 6, opens: "9", closes: "12:00" }] } });
    expect(wrong.setBusinessHours).toEqual({
      organisation: null,
      userErrors: [{ code: "INVALID", path: ["hours", "0", "opens"] }],
    });
  });
});
