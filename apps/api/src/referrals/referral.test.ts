import { openProgram, newClient } from "@causeway/care/factory";
import { liveOrganisation } from "@causeway/identity/factory";
import type { OrganisationUnderTest } from "@causeway/identity/factory";
import { MovableClock, encodeId, newId } from "@causeway/kernel";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TestApi, TestClient } from "../testing/open-test-api.ts";
import { openTestApi } from "../testing/open-test-api.ts";

let api: TestApi;
let harbour: OrganisationUnderTest;
let meadow: OrganisationUnderTest;
let stranger: OrganisationUnderTest;
let sender: TestClient;
let receiver: TestClient;
let other: TestClient;
let programId: string;
const clock = new MovableClock(new Date("2026-03-09T14:00:00Z"));

beforeAll(async () => {
  api = await openTestApi({ clock });
  harbour = await liveOrganisation(api.db, { name: "Harbour" });
  meadow = await liveOrganisation(api.db, { name: "Meadow" });
  stranger = await liveOrganisation(api.db, { name: "Stranger" });
  sender = await api.signIn(harbour, "ADMIN");
  receiver = await api.signIn(meadow, "INTAKE");
  other = await api.signIn(stranger, "INTAKE");
  programId = encodeId("program", (await openProgram(api.db, meadow.actor("ADMIN"), { capacity: 20 })).programId);
});
afterAll(() => api?.close());

const ERRORS = "userErrors { code path message reason }";
const RECIPIENTS = "recipients { id version state availableActions recipient { name } program { programName } }";

async function client(): Promise<string> {
  return encodeId("client", (await newClient(api.db, harbour.actor("INTAKE"))).clientId);
}

async function consent(clientId: string): Promise<{ id: string }> {
  const { recordConsent } = await sender.run(
    `mutation ($input: RecordConsentInput!) {
       recordConsent(input: $input) { consent { id state availableActions grants { categories recipient { name } } } ${ERRORS} }
     }`,
    {
      input: {
        clientId,
        recipientOrganisationIds: [encodeId("organisation", meadow.organisationId)],
        purpose: "TREATMENT",
        categories: ["DEMOGRAPHICS", "CONTACT", "REASON"],
        description: "Who I am and why, to arrange my care",
        signedAt: "2026-03-08T12:00:00Z",
        expiresAt: "2026-06-08T12:00:00Z",
        signerKind: "CLIENT",
        signerName: "Robin Harper",
        revocationExplained: true,
        redisclosureExplained: true,
      },
    },
  );
  expect(recordConsent.userErrors).toEqual([]);
  expect(recordConsent.consent).toMatchObject({
    state: "ACTIVE",
    availableActions: ["revoke", "hold", "flagFalse"],
    grants: [{ categories: ["DEMOGRAPHICS", "CONTACT", "REASON"], recipient: { name: "Meadow" } }],
  });
  return recordConsent.consent;
}

const draftInput = (clientId: string, extra: Record<string, unknown> = {}) => ({
  clientId,
  edition: "ASAM3",
  levelCode: "2.1",
  reason: "Steps down after residential care",
  urgency: "URGENT",
  mode: "FIRST_ACCEPT",
  categories: ["DEMOGRAPHICS", "CONTACT", "REASON"],
  sections: [{ category: "REASON", text: "Ready since Monday" }],
  needs: ["TRANSPORT"],
  recipients: [{ programId }],
  ...extra,
});
const CREATE = `mutation ($input: CreateReferralInput!) { createReferral(input: $input) { referral { id number state availableActions ${RECIPIENTS} } ${ERRORS} } }`;
const SEND = `mutation ($input: ReferralMoveInput!) { sendReferral(input: $input) { referral { id state ${RECIPIENTS} } ${ERRORS} } }`;
const ACCEPT = `mutation ($input: RecipientMoveInput!) { acceptReferral(input: $input) { referral { id state version availableActions } ${ERRORS} } }`;
const RECEIVED = `query ($id: ID!) { receivedReferral(id: $id) {
  id number state urgency ageBand needs availableActions packetState sender { name } program { name } enrollment { state }
  packet { notice sections { category text facts { name value } } consent { discloser recipient signedBy } }
} }`;

/** A referral sent to Meadow, and its one part. */
async function sent(of?: string): Promise<{ clientId: string; consentId: string; referralId: string; partId: string }> {
  const clientId = of ?? (await client());
  const { id: consentId } = await consent(clientId);
  const { createReferral } = await sender.run(CREATE, { input: draftInput(clientId) });
  expect(createReferral.userErrors).toEqual([]);
  const { sendReferral } = await sender.run(SEND, { input: { id: createReferral.referral.id } });
  expect(sendReferral.userErrors).toEqual([]);
  return { clientId, consentId, referralId: sendReferral.referral.id, partId: sendReferral.referral.recipients[0].id };
}

describe("a referral through the API", () => {
  it("is drafted, sent under consent, accepted, opened and admitted", async () => {
    const clientId = await client();
    const drafted = (await sender.run(CREATE, { input: draftInput(clientId) })).createReferral;
    expect(drafted.referral).toMatchObject({ state: "DRAFT", availableActions: ["send", "withdraw"] });
    const [part] = drafted.referral.recipients;
    expect(part).toMatchObject({
      state: "DRAFT",
      recipient: { name: "Meadow" },
      program: { programName: "Evening IOP" },
    });
    expect((await receiver.run(RECEIVED, { id: part.id })).receivedReferral).toBeNull();

    const refused = (await sender.run(SEND, { input: { id: drafted.referral.id } })).sendReferral;
    expect(refused.userErrors).toMatchObject([{ code: "CONSENT_MISSING", path: ["recipients", "0"] }]);
    await consent(clientId);
    const { referral } = (await sender.run(SEND, { input: { id: drafted.referral.id } })).sendReferral;
    expect(referral).toMatchObject({ state: "OPEN", recipients: [{ state: "SENT", availableActions: ["withdraw"] }] });

    const enquiry = (await receiver.run(RECEIVED, { id: part.id })).receivedReferral;
    expect(enquiry).toMatchObject({
      number: drafted.referral.number,
      state: "SENT",
      ageBand: "FROM_26_TO_44",
      needs: ["TRANSPORT"],
      sender: { name: "Harbour" },
      program: { name: "Evening IOP" },
      packet: null,
      packetState: "NOT_YET",
      availableActions: ["receive", "requestInformation", "accept", "reassign", "decline", "forward"],
    });
    expect(JSON.stringify(enquiry)).not.toContain("Harper");

    const { acceptReferral } = await receiver.run(ACCEPT, { input: { id: part.id, expectedVersion: 2 } });
    expect(acceptReferral).toMatchObject({ referral: { state: "ACCEPTED" }, userErrors: [] });
    const opened = (await receiver.run(RECEIVED, { id: part.id })).receivedReferral.packet;
    expect(opened.notice).toBe("42 CFR part 2 prohibits unauthorized use or disclosure of these records.");
    expect(opened.consent).toEqual({ discloser: "Harbour", recipient: "Meadow", signedBy: "Robin Harper" });
    const facts = opened.sections.find((section: { category: string }) => section.category === "DEMOGRAPHICS").facts;
    expect(facts).toContainEqual({ name: "familyName", value: "Harper" });
    expect(opened.sections.find((section: { category: string }) => section.category === "REASON").text).toBe(
      "Ready since Monday",
    );

    const { admitReferral } = await receiver.run(
      `mutation ($input: AdmitReferralInput!) { admitReferral(input: $input) { referral { state admittedOn enrollment { state client { details { familyName } } } } ${ERRORS} } }`,
      { input: { id: part.id } },
    );
    expect(admitReferral).toEqual({
      referral: {
        state: "ADMITTED",
        admittedOn: "2026-03-09",
        enrollment: { state: "ADMITTED", client: { details: { familyName: "Harper" } } },
      },
      userErrors: [],
    });
    const mine = await sender.run(
      `query ($id: ID!) { referral(id: $id) { client { details { familyName } } recipients { state admittedOn grant { purpose } } } }`,
      { id: referral.id },
    );
    expect(mine.referral).toEqual({
      client: { details: { familyName: "Harper" } },
      recipients: [{ state: "ADMITTED", admittedOn: "2026-03-09", grant: { purpose: "TREATMENT" } }],
    });
    const { accountingOfDisclosures } = await sender.run(
      `query ($clientId: ID!) { accountingOfDisclosures(clientId: $clientId) { kind recipientName categories referralNumber } }`,
      { clientId },
    );
    // One read by a person, one by the admission.
    expect(accountingOfDisclosures).toEqual(
      [1, 2].map(() => ({
        kind: "READ",
        recipientName: "Meadow",
        categories: ["DEMOGRAPHICS", "CONTACT", "REASON"],
        referralNumber: drafted.referral.number,
      })),
    );
  });

  it("client-choice: offers nothing to arrange before the choice, and the choice once", async () => {
    const clientId = await client();
    await consent(clientId);
    const { createReferral } = await sender.run(CREATE, { input: draftInput(clientId, { mode: "CLIENT_CHOICE" }) });
    const { sendReferral } = await sender.run(SEND, { input: { id: createReferral.referral.id } });
    const [{ id }] = sendReferral.referral.recipients;
    const mine = async () =>
      (
        await sender.run(`query ($id: ID!) { referral(id: $id) { recipients { chosen availableActions } } }`, {
          id: createReferral.referral.id,
        })
      ).referral.recipients[0];
    const theirs = async () =>
      (await receiver.run(`query ($id: ID!) { receivedReferral(id: $id) { chosen availableActions } }`, { id }))
        .receivedReferral;
    await receiver.run(ACCEPT, { input: { id } });
    const waiting = ["undoAcceptance", "reassign", "decline", "forward"];
    expect(await theirs()).toEqual({ chosen: false, availableActions: waiting });
    expect(await mine()).toEqual({ chosen: false, availableActions: ["requestCancellation", "choose"] });
    await sender.run(`mutation ($input: RecipientMoveInput!) { chooseRecipient(input: $input) { ${ERRORS} } }`, {
      input: { id },
    });
    expect(await theirs()).toEqual({ chosen: true, availableActions: [...waiting, "scheduleAppointment", "admit"] });
    expect(await mine()).toEqual({ chosen: true, availableActions: ["requestCancellation"] });
  });

  it("revocation-immediate: an emergency opens the packet and offers no move that takes the consent", async () => {
    const { consentId, partId: id } = await sent();
    await receiver.run(ACCEPT, { input: { id } });
    await sender.run(`mutation ($input: RevokeConsentInput!) { revokeConsent(input: $input) { ${ERRORS} } }`, {
      input: { id: consentId },
    });
    const clinician = await api.signIn(meadow, "CLINICIAN");
    const said = { personnel: "Dr. A", affiliation: "Ward 3", nature: "Seizure", consentUnobtainable: "Unconscious" };
    const { breakGlass } = await clinician.run(
      `mutation ($input: BreakGlassInput!) { breakGlass(input: $input) { referral { packetState } ${ERRORS} } }`,
      { input: { id, ...said } },
    );
    expect(breakGlass).toEqual({ referral: { packetState: "OPEN" }, userErrors: [] });
    expect((await receiver.run(RECEIVED, { id })).receivedReferral.availableActions).toEqual([
      "undoAcceptance",
      "decline",
      "forward",
    ]);
  });

  it("admission-meets-known-clients: answers who may be the same, and the comparison is accounted for", async () => {
    const details = { givenName: "Ines", familyName: "Okafor", birthDate: "1988-01-02", email: "ines@example.org" };
    const clientId = encodeId("client", (await newClient(api.db, harbour.actor("INTAKE"), { details })).clientId);
    const known = encodeId("client", (await newClient(api.db, meadow.actor("INTAKE"), { details })).clientId);
    const { partId } = await sent(clientId);
    await receiver.run(ACCEPT, { input: { id: partId } });
    const ADMIT = `mutation ($input: AdmitReferralInput!) { admitReferral(input: $input) { referral { state enrollment { clientId } } userErrors { code reason related } } }`;
    expect((await receiver.run(ADMIT, { input: { id: partId } })).admitReferral).toEqual({
      referral: null,
      userErrors: [{ code: "DUPLICATE", reason: "POSSIBLE_CLIENTS", related: [known] }],
    });
    const { accountingOfDisclosures } = await sender.run(
      "query ($clientId: ID!) { accountingOfDisclosures(clientId: $clientId) { kind recipientName } }",
      { clientId },
    );
    expect(accountingOfDisclosures).toEqual([{ kind: "READ", recipientName: "Meadow" }]);
    const { admitReferral } = await receiver.run(ADMIT, { input: { id: partId, clientId: known } });
    expect(admitReferral).toEqual({ referral: { state: "ADMITTED", enrollment: { clientId: known } }, userErrors: [] });
  });

  it("likely-same-client-flagged: answers the viewer's own referrals by id and number", async () => {
    const { partId } = await sent();
    const FLAGS = "query ($id: ID!) { receivedReferral(id: $id) { possibleDuplicates { id number } } }";
    expect((await receiver.run(FLAGS, { id: partId })).receivedReferral).toEqual({ possibleDuplicates: [] });
    const reader = await api.signIn(meadow, "READ_ONLY");
    expect((await reader.execute(FLAGS, { id: partId })).errors?.[0]?.extensions.code).toBe("FORBIDDEN");
  });

  it("existence-is-a-disclosure: answers a stranger's id and a missing one byte for byte alike, for each query and move", async () => {
    const { partId, referralId } = await sent();
    const missing = {
      part: encodeId("referral_recipient", newId(clock)),
      referral: encodeId("referral", newId(clock)),
    };
    const compare = async (
      who: TestClient,
      query: string,
      variables: (id: string) => Record<string, unknown>,
      ids: [string, string],
    ) => {
      const [foreign, none] = [
        await who.execute(query, variables(ids[0])),
        await who.execute(query, variables(ids[1])),
      ];
      expect(foreign.body).toBe(none.body);
    };
    const move = (id: string) => ({ input: { id } });
    await compare(other, RECEIVED, (id) => ({ id }), [partId, missing.part]);
    await compare(sender, RECEIVED, (id) => ({ id }), [partId, missing.part]);
    await compare(receiver, "query ($id: ID!) { referral(id: $id) { id number } }", (id) => ({ id }), [
      referralId,
      missing.referral,
    ]);
    await compare(receiver, "query ($id: ID!) { node(id: $id) { id } }", (id) => ({ id }), [
      referralId,
      missing.referral,
    ]);
    await compare(receiver, SEND, move, [referralId, missing.referral]);
    for (const name of [
      "acceptReferral",
      "receiveReferral",
      "undoAcceptance",
      "recordNoShow",
      "cancelAppointment",
      "recordIntake",
      "confirmCancellation",
    ]) {
      const query = `mutation ($input: RecipientMoveInput!) { ${name}(input: $input) { referral { id } ${ERRORS} } }`;
      await compare(other, query, move, [partId, missing.part]);
      await compare(sender, query, move, [partId, missing.part]);
    }
    for (const name of [
      "chooseRecipient",
      "withdrawRecipient",
      "requestCancellation",
      "takeBackAfterNoShow",
      "acknowledgeReferral",
    ]) {
      await compare(
        receiver,
        `mutation ($input: RecipientMoveInput!) { ${name}(input: $input) { recipient { id } ${ERRORS} } }`,
        move,
        [partId, missing.part],
      );
    }
    expect((await receiver.run(ACCEPT, move(partId))).acceptReferral.referral.state).toBe("ACCEPTED");
  });

  it("shows the inbox to its organisation alone, filtered and ordered, with a total when asked", async () => {
    const INBOX =
      "query ($states: [ReferralRecipientState!], $orderBy: String) { referralInbox(states: $states, orderBy: $orderBy, first: 100) { totalCount nodes { id state dueAt sender { name } program { site { name } } grant { purpose } enrollment { state } } } }";
    const { partId } = await sent();
    const inbox = (await receiver.run(INBOX, { states: ["SENT"], orderBy: "DUE" })).referralInbox;
    expect(inbox.totalCount).toBe(inbox.nodes.length);
    expect(inbox.nodes).toContainEqual({
      id: partId,
      state: "SENT",
      dueAt: "2026-03-10T14:00:00.000Z",
      sender: { name: "Harbour" },
      program: { site: { name: "Main site" } },
      grant: { purpose: "TREATMENT" },
      enrollment: null,
    });
    expect((await sender.run(INBOX)).referralInbox).toEqual({ totalCount: 0, nodes: [] });
    const wrong = await receiver.execute(INBOX, { orderBy: "NAME" });
    expect(wrong.errors?.[0]?.extensions.code).toBe("INVALID");
  });

  it("does a repeated move once, and answers a stale one with the record as it is", async () => {
    const { partId } = await sent();
    const input = { id: partId, idempotencyKey: "once-and-again" };
    const first = await receiver.run(ACCEPT, { input });
    const again = await receiver.run(ACCEPT, { input });
    expect(again).toEqual(first);
    const stale = (await receiver.run(ACCEPT, { input: { id: partId, expectedVersion: 1 } })).acceptReferral;
    expect(stale).toMatchObject({ referral: { id: partId, state: "ACCEPTED" }, userErrors: [{ code: "STALE" }] });
  });

  it("closes the packet with the revocation, for the very next request, and keeps the refusal", async () => {
    const { partId, consentId } = await sent();
    await receiver.run(ACCEPT, { input: { id: partId } });
    expect((await receiver.run(RECEIVED, { id: partId })).receivedReferral.packet).not.toBeNull();
    const { revokeConsent } = await sender.run(
      `mutation ($input: RevokeConsentInput!) { revokeConsent(input: $input) { consent { state availableActions } ${ERRORS} } }`,
      { input: { id: consentId } },
    );
    expect(revokeConsent).toEqual({ consent: { state: "REVOKED", availableActions: [] }, userErrors: [] });
    expect((await receiver.run(RECEIVED, { id: partId })).receivedReferral).toMatchObject({
      state: "ACCEPTED",
      packetState: "CONSENT_REVOKED",
      packet: null,
    });
    const [denied] = await api.db.readWith<{ n: number }>(meadow.actor("ADMIN"), {
      sql: "select count(*)::int as n from audit_entries where action = 'packet.read' and outcome = 'DENIED' and reason = 'REVOKED'",
      values: [],
    });
    expect(denied?.n).toBe(1);
  });

  it("takes the permission of each act", async () => {
    const { partId, clientId } = await sent();
    const reader = await api.signIn(meadow, "READ_ONLY");
    const seen = (
      await reader.run("query ($id: ID!) { receivedReferral(id: $id) { state availableActions } }", { id: partId })
    ).receivedReferral;
    expect(seen).toEqual({ state: "SENT", availableActions: [] });
    expect((await reader.execute(ACCEPT, { input: { id: partId } })).errors?.[0]?.extensions.code).toBe("FORBIDDEN");
    expect((await reader.execute(RECEIVED, { id: partId })).errors?.[0]?.extensions.code).toBe("FORBIDDEN");
    const intake = await api.signIn(harbour, "INTAKE");
    const accounting = await intake.execute(
      "query ($clientId: ID!) { accountingOfDisclosures(clientId: $clientId) { kind } }",
      { clientId },
    );
    expect(accounting.errors?.[0]?.extensions.code).toBe("FORBIDDEN");
    expect(
      (
        await sender.run("query ($clientId: ID!) { accountingOfDisclosures(clientId: $clientId) { kind } }", {
          clientId,
        })
      ).accountingOfDisclosures,
    ).toEqual([]);
  });
});
