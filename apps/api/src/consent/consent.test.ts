import { newClient, openProgram, sentReferral } from "@causeway/care/factory";
import type { OrganisationUnderTest } from "@causeway/identity/factory";
import { liveOrganisation } from "@causeway/identity/factory";
import { MovableClock, encodeId } from "@causeway/kernel";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TestApi, TestClient } from "../testing/open-test-api.ts";
import { openTestApi } from "../testing/open-test-api.ts";

const clock = new MovableClock(new Date("2026-03-09T14:00:00Z"));
let api: TestApi;
let harbour: OrganisationUnderTest;
let meadow: OrganisationUnderTest;
let sender: TestClient;
let receiver: TestClient;
let programId: string;

beforeAll(async () => {
  api = await openTestApi({ clock });
  harbour = await liveOrganisation(api.db, { name: "Harbour" });
  meadow = await liveOrganisation(api.db, { name: "Meadow" });
  ({ programId } = await openProgram(api.db, meadow.actor("ADMIN"), { capacity: 100 }));
  sender = await api.signIn(harbour, "INTAKE");
  receiver = await api.signIn(meadow, "INTAKE");
});
afterAll(() => api?.close());

const ERRORS = "userErrors { code path message reason }";
const PACKET = "query ($id: ID!) { receivedReferral(id: $id) { packetState packet { notice } } }";

async function sent() {
  const at = { programId, organisationId: meadow.organisationId };
  const referral = await sentReferral(api.db, harbour.actor("INTAKE"), [at], { disclosure: "AT_SEND" });
  return {
    id: encodeId("consent", referral.consentId),
    partId: encodeId("referral_recipient", referral.recipientIds[0] ?? ""),
  };
}
const packetOf = async (id: string) => (await receiver.run(PACKET, { id })).receivedReferral;

const change = async (operation: string, input: Record<string, unknown>) => {
  const type = `${operation[0]?.toUpperCase()}${operation.slice(1)}Input`;
  const text = `mutation ($input: ${type}!) { ${operation}(input: $input) { consent { state availableActions access { canRevoke canLift } } ${ERRORS} } }`;
  return (await sender.run(text, { input }))[operation];
};

async function recorded(input: Record<string, unknown>) {
  const { clientId } = await newClient(api.db, harbour.actor("INTAKE"));
  return change("recordConsent", {
    clientId: encodeId("client", clientId),
    recipientOrganisationIds: [encodeId("organisation", meadow.organisationId)],
    purpose: "TREATMENT",
    categories: ["DEMOGRAPHICS"],
    description: "Who I am",
    signedAt: "2026-03-08T12:00:00Z",
    expiresAt: "2026-06-08T12:00:00Z",
    signerKind: "CLIENT",
    signerName: "Robin Harper",
    revocationExplained: true,
    redisclosureExplained: true,
    ...input,
  });
}

describe("revocation-immediate", () => {
  it("is felt by the very next request: held, lifted, known to be false", async () => {
    const { id, partId } = await sent();
    expect(await packetOf(partId)).toMatchObject({ packetState: "OPEN", packet: { notice: expect.any(String) } });
    expect(await change("holdConsent", { id, reason: "By telephone" })).toEqual({
      consent: {
        state: "HELD",
        availableActions: ["revoke", "lift", "flagFalse"],
        access: { canRevoke: true, canLift: true },
      },
      userErrors: [],
    });
    expect(await packetOf(partId)).toEqual({ packetState: "CONSENT_REVOKED", packet: null });
    expect((await change("liftConsentHold", { id })).consent.state).toBe("ACTIVE");
    expect(await packetOf(partId)).toMatchObject({ packetState: "OPEN", packet: { notice: expect.any(String) } });
    expect((await change("flagConsentFalse", { id, reason: "Forged" })).consent).toMatchObject({
      state: "FALSE",
      availableActions: [],
    });
    expect(await packetOf(partId)).toEqual({ packetState: "CONSENT_REVOKED", packet: null });
  });

  it("does not tell the reader whether a consent is held or was revoked", async () => {
    const { id, partId } = await sent();
    const words = async () =>
      (await receiver.execute(PACKET, { id: partId })).body.replaceAll(partId, "").replace(/"extensions".*/, "");
    await change("holdConsent", { id, reason: "By telephone" });
    const held = await words();
    await change("revokeConsent", { id });
    expect(await words()).toBe(held);
  });
});

describe("consent-every-element", () => {
  it("is recorded with what the paper says, and told in full to who keeps it", async () => {
    const missing = await recorded({ purpose: "TPO" });
    expect(missing.userErrors).toMatchObject([{ code: "INVALID", path: ["refusalExplained"] }]);
    const monitored = {
      purpose: "CRIMINAL_JUSTICE",
      monitorDuty: "PROBATION",
      monitorOfficial: "County probation",
      irrevocable: true,
      expiryEvent: "End of probation",
    };
    expect((await recorded(monitored)).consent).toMatchObject({
      state: "ACTIVE",
      availableActions: ["flagFalse", "recordEvent"],
      access: { canRevoke: false },
    });
    expect((await recorded({ signatureMethod: "WITNESSED_MARK" })).userErrors).toMatchObject([
      { reason: "NO_WITNESS" },
    ]);
  });
});

describe("minors-sign-by-state", () => {
  it("tells beforehand who signs, and where the law is written", async () => {
    const intake = harbour.actor("INTAKE");
    const { clientId } = await newClient(api.db, intake, { details: { birthDate: "2011-03-01" } });
    const washington = await openProgram(api.db, harbour.actor("ADMIN"), { site: { region: "WA" } });
    const ask = async (discloserProgramId?: string) =>
      (
        await sender.run(
          "query ($clientId: ID!, $discloserProgramId: ID) { consentSigners(clientId: $clientId, discloserProgramId: $discloserProgramId) { who laws { state source } } }",
          { clientId: encodeId("client", clientId), discloserProgramId },
        )
      ).consentSigners;
    expect(await ask(encodeId("program", washington.programId))).toEqual({
      who: "MINOR_ALONE",
      laws: [{ state: "WA", source: "Wash. Rev. Code 71.34.530" }],
    });
    await openProgram(api.db, harbour.actor("ADMIN"), { site: { region: "TX" } });
    expect(await ask()).toMatchObject({ who: "MINOR_AND_PARENT" });
    const [kept] = await api.db.readWith<{ n: number }>(harbour.actor("ADMIN"), {
      sql: "select count(*)::int as n from audit_entries where client_id = $1 and fields @> '{birthDate}'",
      values: [clientId],
    });
    expect(kept?.n).toBe(2);
  });
});

describe("restriction-honoured", () => {
  it("is recorded, listed and ended by the client's word", async () => {
    const { clientId } = await newClient(api.db, harbour.actor("INTAKE"));
    const input = {
      clientId: encodeId("client", clientId),
      kind: "SELF_PAID",
      request: "I paid",
      requestedOn: "2026-03-09",
      serviceFrom: "2026-03-01",
    };
    const { recordDisclosureRestriction } = await sender.run(
      `mutation ($input: RecordDisclosureRestrictionInput!) { recordDisclosureRestriction(input: $input) { disclosureRestriction { id state availableActions } ${ERRORS} } }`,
      { input },
    );
    const { id } = recordDisclosureRestriction.disclosureRestriction;
    const list = async () =>
      (
        await sender.run(
          "query ($clientId: ID!) { disclosureRestrictions(clientId: $clientId) { nodes { id state request access { canEnd } } } }",
          { clientId: input.clientId },
        )
      ).disclosureRestrictions.nodes;
    expect(await list()).toEqual([{ id, state: "AGREED", request: "I paid", access: { canEnd: true } }]);
    const { endDisclosureRestriction } = await sender.run(
      `mutation ($input: EndDisclosureRestrictionInput!) { endDisclosureRestriction(input: $input) { disclosureRestriction { state } ${ERRORS} } }`,
      { input: { id, clientAgrees: true } },
    );
    expect(endDisclosureRestriction).toEqual({ disclosureRestriction: { state: "ENDED" }, userErrors: [] });
    expect(await list()).toMatchObject([{ state: "ENDED", access: { canEnd: false } }]);
  });
});

describe("counseling-notes-apart", () => {
  it("are written, listed and amended by their counselor, and are nothing to anybody else, by any road", async () => {
    const { clientId } = await newClient(api.db, harbour.actor("INTAKE"));
    const counselor = await api.signIn(harbour, "CLINICIAN");
    const input = { clientId: encodeId("client", clientId), text: "Of her brother", heldOn: "2026-03-09" };
    const WRITE = `mutation ($input: WriteCounselingNoteInput!) { writeCounselingNote(input: $input) { counselingNote { id availableActions } ${ERRORS} } }`;
    const { writeCounselingNote } = await counselor.run(WRITE, { input });
    const { id } = writeCounselingNote.counselingNote;
    expect(writeCounselingNote.counselingNote.availableActions).toEqual(["amendCounselingNote"]);
    const { amendCounselingNote } = await counselor.run(
      `mutation ($input: AmendCounselingNoteInput!) { amendCounselingNote(input: $input) { counselingNote { amendsId text } ${ERRORS} } }`,
      { input: { id, text: "Of her sister" } },
    );
    expect(amendCounselingNote.counselingNote).toEqual({ amendsId: id, text: "Of her sister" });
    const LIST = "query ($clientId: ID!) { counselingNotes(clientId: $clientId) { nodes { text } } }";
    const { counselingNotes } = await counselor.run(LIST, { clientId: input.clientId });
    expect(counselingNotes.nodes).toEqual([{ text: "Of her sister" }, { text: "Of her brother" }]);
    for (const role of ["OWNER", "ADMIN", "INTAKE", "READ_ONLY"] as const) {
      const other = await api.signIn(harbour, role);
      for (const answer of [
        await other.execute(LIST, { clientId: input.clientId }),
        await other.execute("query ($id: ID!) { node(id: $id) { ... on CounselingNote { text } } }", { id }),
        await other.execute(WRITE, { input }),
      ]) {
        expect(answer.body).not.toContain("brother");
        expect(answer.errors?.[0]?.extensions.code).toBe("FORBIDDEN");
      }
    }
    const stranger = await api.signIn(meadow, "CLINICIAN");
    const { node } = await stranger.run("query ($id: ID!) { node(id: $id) { id } }", { id });
    expect(node).toBeNull();
  });
});
