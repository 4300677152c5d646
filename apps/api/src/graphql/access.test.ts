import { openProgram } from "@causeway/care/factory";
import type { Role } from "@causeway/identity";
import { ROLES_OF_PEOPLE } from "@causeway/identity";
import type { OrganisationUnderTest } from "@causeway/identity/factory";
import { liveOrganisation } from "@causeway/identity/factory";
import { MovableClock, encodeId, newId } from "@causeway/kernel";
import type { GraphQLInputType } from "graphql";
import { isInputObjectType, isNonNullType, isObjectType } from "graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { apiSchema } from "../schema.ts";
import type { TestApi, TestClient } from "../testing/open-test-api.ts";
import { openTestApi } from "../testing/open-test-api.ts";
import type { IdsByKind } from "../testing/populated-organisation.ts";
import { populate } from "../testing/populated-organisation.ts";

const schema = apiSchema();
const clock = new MovableClock(new Date("2026-03-02T15:00:00Z"));

let api: TestApi;
let harbour: OrganisationUnderTest;
let ids: IdsByKind;
const people = new Map<Role, TestClient>();
beforeAll(async () => {
  api = await openTestApi({ clock });
  harbour = await liveOrganisation(api.db, { name: "Harbour" });
  const meadow = await liveOrganisation(api.db, { name: "Meadow" });
  const { programId } = await openProgram(api.db, meadow.actor("OWNER"));
  ids = await populate(api, harbour, { ...meadow, programId });
  for (const role of ROLES_OF_PEOPLE) people.set(role, await api.signIn(harbour, role));
});
afterAll(() => api?.close());

/** Where a record of each type is found; `node` answers the rest. */
const ROADS: Readonly<Record<string, (ids: IdsByKind) => string>> = {
  ReceivedReferral: (of) => `receivedReferral(id: "${of["referral_recipient"]}")`,
  ReferralRecipient: (of) => `node(id: "${of["sent_recipient"]}")`,
  Membership: (of) => `node(id: "${of["member"]}")`,
  ProgramSession: (of) => `node(id: "${of["session"]}")`,
  ReferralDocument: (of) => `referralDocument(id: "${of["referral_document"]}")`,
  WebhookEndpoint: () => "webhookEndpoints",
};
const snake = (type: string): string => type.replace(/(?<!^)([A-Z])/g, "_$1").toLowerCase();

/** Every type that says what may be done with it, and its flags. */
const types = Object.values(schema.getTypeMap())
  .filter(isObjectType)
  .filter((type) => "availableActions" in type.getFields() || "access" in type.getFields());

interface Seen {
  readonly availableActions: readonly string[];
  readonly access: Readonly<Record<string, boolean>>;
}

/** What a person of this role is told of one record; null where the record is not for them at all. */
async function seenBy(role: Role, type: string): Promise<Seen | null> {
  const fields = (name: string): string[] => {
    const found = schema.getType(name);
    return isObjectType(found) ? Object.keys(found.getFields()) : [];
  };
  const actions = fields(type).includes("availableActions") ? "availableActions" : "";
  const asked = `{ ${actions} access { ${fields(`${type}Access`).join(" ")} } }`;
  const road = ROADS[type]?.(ids) ?? `node(id: "${ids[snake(type)]}")`;
  const list = road === "webhookEndpoints";
  const query = list ? `{ at: ${road} { nodes ${asked} } }` : `{ at: ${road} { ... on ${type} ${asked} } }`;
  const answer = await (people.get(role) as TestClient).execute(query);
  if (answer.errors) {
    expect(answer.errors[0]?.extensions.code).toBe("FORBIDDEN");
    return null;
  }
  const at = list ? answer.data["at"].nodes[0] : answer.data["at"];
  return { availableActions: [], ...at };
}

describe("access of a record", () => {
  it("stands wherever a record can be acted on", () => {
    expect(types.filter((type) => !("access" in type.getFields())).map((type) => type.name)).toEqual([]);
    expect(types.length).toBeGreaterThanOrEqual(16);
  });

  it.each(types.map((type) => type.name))("of %s is all false for a reader, and not for an owner", async (type) => {
    const reader = await seenBy("READ_ONLY", type);
    if (reader !== null) {
      expect(reader.availableActions).toEqual([]);
      expect(new Set(Object.values(reader.access))).toEqual(new Set([false]));
    }
    // Counseling notes are of who wrote them, not of the owner.
    const owner = await seenBy(type === "CounselingNote" ? "CLINICIAN" : "OWNER", type);
    expect(Object.values(owner?.access ?? {})).toContain(true);
    expect(Object.keys(owner?.access ?? {}).length).toBeGreaterThan(0);
  });

  it("of an organisation is for its owner, while it is set up", async () => {
    const quay = await liveOrganisation(api.db, { name: "Quay", live: false });
    const query =
      "query ($id: ID) { organisation(id: $id) { availableActions access { canSignAgreement canGoLive } } }";
    expect((await (await api.signIn(quay)).run(query))["organisation"]).toEqual({
      availableActions: ["signAgreement", "setBusinessHours", "setRedisclosureStatus"],
      access: { canSignAgreement: true, canGoLive: false },
    });
    // What another organisation may do is its own affair.
    const id = encodeId("organisation", harbour.organisationId);
    expect((await (await api.signIn(quay)).run(query, { id }))["organisation"]).toEqual({
      availableActions: [],
      access: { canSignAgreement: false, canGoLive: false },
    });
  });
});

/** Names that a record gives its actions where they are not the mutations' own. */
const MUTATIONS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Consent: {
    revoke: "revokeConsent",
    hold: "holdConsent",
    lift: "liftConsentHold",
    flagFalse: "flagConsentFalse",
    recordEvent: "recordConsentEvent",
  },
  Referral: { send: "sendReferral", openNextWave: "openNextWave", withdraw: "withdrawReferral" },
  ReferralRecipient: {
    provideInformation: "provideInformation",
    withdraw: "withdrawRecipient",
    requestCancellation: "requestCancellation",
    choose: "chooseRecipient",
    acknowledge: "acknowledgeReferral",
  },
  ReceivedReferral: {
    receive: "receiveReferral",
    requestInformation: "requestInformation",
    accept: "acceptReferral",
    decline: "declineReferral",
    reassign: "reassignReferral",
    forward: "forwardReferral",
    admit: "admitReferral",
  },
};

/** Parts that records of a kind play in an input. */
const PARTS: Readonly<Record<string, string>> = { survivor: "client", merged: "client", template: "session_template" };

/** An id that names nothing, so that what is allowed is told from what is not and nothing is done. */
function plain(type: GraphQLInputType, name: string, kind: string): unknown {
  if (isNonNullType(type)) return plain(type.ofType, name, kind);
  if ("ofType" in type) return [plain(type.ofType as GraphQLInputType, name, kind)];
  if (isInputObjectType(type)) {
    const needed = Object.values(type.getFields()).filter((field) => isNonNullType(field.type));
    return Object.fromEntries(needed.map((field) => [field.name, plain(field.type, field.name, kind)]));
  }
  if ("getValues" in type) return type.getValues()[0]?.name;
  const told = snake(name.replace(/Ids?$/, "").replace(/^(to|recipient)(?=[A-Z])/, ""));
  const named = name === "id" ? kind : (PARTS[told] ?? told);
  const plains: Record<string, unknown> = {
    ID: encodeId(named, newId()),
    String: "plain",
    Int: 1,
    Float: 1,
    Boolean: true,
    DateTime: "2026-03-03T00:00:00Z",
    LocalDate: "2026-03-01",
  };
  return plains[type.name];
}

const KINDS: Readonly<Record<string, string>> = {
  ProgramSession: "session",
  Membership: "member",
  ReceivedReferral: "referral_recipient",
};

describe("access agrees with what the mutation then does", () => {
  const flags = types.flatMap((type) => {
    const access = schema.getType(`${type.name}Access`);
    if (!isObjectType(access)) return [];
    return Object.values(access.getFields()).flatMap((field) => {
      const [, action] = /"(\w+)" is among/.exec(field.description ?? "") ?? [];
      if (action === undefined) return [];
      return [{ type: type.name, flag: field.name, action, mutation: MUTATIONS[type.name]?.[action] ?? action }];
    });
  });

  /** Once for each type: what follows is refused, and changes no record. */
  async function toldTo(role: Role): Promise<ReadonlyMap<string, Seen | null>> {
    const told = new Map<string, Seen | null>();
    for (const { name } of types) told.set(name, await seenBy(role, name));
    return told;
  }

  it("names a mutation for every action", () => {
    const fields = schema.getMutationType()?.getFields() ?? {};
    expect(flags.filter(({ mutation }) => !(mutation in fields))).toEqual([]);
    expect(flags.length).toBeGreaterThan(40);
  });

  it.each(ROLES_OF_PEOPLE)(
    "for %s: what is offered is not forbidden, what is forbidden is not offered",
    async (role) => {
      const person = people.get(role) as TestClient;
      const fields = schema.getMutationType()?.getFields() ?? {};
      const wrong: string[] = [];
      let offered = 0;
      for (const { type, flag, action, mutation } of flags) {
        const seen = await seenBy(role, type);
        const input = fields[mutation]?.args.find((argument) => argument.name === "input");
        // Those of an organisation's set-up name no record; they are tried above.
        if (type === "Organisation" || !input) continue;
        const query = `mutation ($input: ${input.type}) { at: ${mutation}(input: $input) { userErrors { code } } }`;
        const value = plain(input.type, "input", KINDS[type] ?? snake(type));
        const answer = await person.execute(query, { input: value });
        const code = answer.errors?.[0]?.extensions.code ?? answer.data["at"].userErrors[0]?.code;
        const isOffered = seen?.access[flag] ?? false;
        expect(seen?.availableActions.includes(action) ?? false).toBe(isOffered);
        if (isOffered) offered += 1;
        if (isOffered && code === "FORBIDDEN") wrong.push(`${type}.${flag} is offered and forbidden`);
        if (code !== "FORBIDDEN" && !answer.errors && role === "READ_ONLY")
          wrong.push(`${mutation} is open to a reader`);
        if (code === "GRAPHQL_VALIDATION_FAILED" || code === "BAD_USER_INPUT")
          wrong.push(`${mutation}: ${answer.body}`);
      }
      expect(wrong).toEqual([]);
      if (role === "READ_ONLY") expect(offered).toBe(0);
      else expect(offered).toBeGreaterThan(0);
    },
  );

  it("for an owner: what the state does not offer is refused for the state", async () => {
    const owner = people.get("OWNER") as TestClient;
    const fields = schema.getMutationType()?.getFields() ?? {};
    const refusals: Record<string, string> = {};
    const told = await toldTo("OWNER");
    for (const { type, flag, action, mutation } of flags) {
      const seen = told.get(type);
      const input = fields[mutation]?.args.find((argument) => argument.name === "input");
      if (type === "Organisation" || !input || !seen || seen.access[flag] || seen.availableActions.includes(action))
        continue;
      const kind = KINDS[type] ?? snake(type);
      const id = ids[type === "ReferralRecipient" ? "sent_recipient" : kind];
      const query = `mutation ($input: ${input.type}) { at: ${mutation}(input: $input) { userErrors { code reason } } }`;
      const value = plain(input.type, "input", kind) as Record<string, unknown>;
      const own = "id" in value ? "id" : Object.keys(value).find((name) => snake(name) === `${kind}_id`);
      const answer = await owner.execute(query, { input: { ...value, [own ?? "id"]: id } });
      refusals[`${type}.${flag}`] =
        answer.errors?.[0]?.extensions.code ?? answer.data["at"].userErrors[0]?.code ?? "NONE";
    }
    // Taking out of the directory what is not in it changes nothing, and is no error.
    expect(refusals).toMatchObject({ "Program.canUnpublish": "NONE" });
    delete refusals["Program.canUnpublish"];
    expect(new Set(Object.values(refusals))).toEqual(new Set(["ILLEGAL_TRANSITION", "CONFLICT"]));
    expect(Object.keys(refusals).length).toBeGreaterThan(15);
  });
});
