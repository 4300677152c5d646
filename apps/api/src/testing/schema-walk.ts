import { dischargeRecord } from "@causeway/care/factory";
import { FACTORY_PASSWORD } from "@causeway/identity/factory";
import { newId } from "@causeway/kernel";
import type { GraphQLField, GraphQLInputType, GraphQLOutputType } from "graphql";
import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
} from "graphql";
import { apiSchema } from "../schema.ts";
import type { Answered, TestClient } from "./open-test-api.ts";
import type { IdsByKind } from "./populated-organisation.ts";

/**
 * A walk over the schema as it is: every query and mutation, every place in their arguments that takes an id, and
 * values that bring a request to the record it names. A field that is added is walked the day it is made.
 */
const schema = apiSchema();

export const fields = (["query", "mutation"] as const).flatMap((kind) =>
  Object.values((kind === "query" ? schema.getQueryType() : schema.getMutationType())?.getFields() ?? {}).map(
    (field) => ({ kind, field }),
  ),
);

/** One place in the arguments of a field where an id is given. */
export interface IdPlace {
  readonly name: string;
  readonly kind: "query" | "mutation";
  readonly field: GraphQLField<unknown, unknown>;
  readonly path: readonly string[];
}

/** Every place in a value of a type that takes this scalar. */
export function pathsTo(scalar: string, type: GraphQLInputType, path: readonly string[]): (readonly string[])[] {
  const named = getNamedType(type);
  if (named.name === scalar) return [path];
  if (!isInputObjectType(named)) return [];
  return Object.values(named.getFields()).flatMap((field) => pathsTo(scalar, field.type, [...path, field.name]));
}

export const places: readonly IdPlace[] = fields.flatMap(({ kind, field }) =>
  field.args
    .flatMap((argument) => pathsTo("ID", argument.type, [argument.name]))
    .map((path) => ({ name: [field.name, ...path].join("."), kind, field, path })),
);

const snake = (name: string): string => name.replace(/(?<!^)([A-Z])/g, "_$1").toLowerCase();
const last = <T>(list: readonly T[]): T => list[list.length - 1] as T;

/** Kinds that neither the argument's name nor the type of the answer tells. */
const KINDS: Readonly<Record<string, string>> = {
  "node.id": "client",
  "whyCanISee.id": "client",
  "whoCanSee.id": "client",
  "waitlistPositions.id": "waitlist_entry",
  "closeProgram.input.destinations.close.id": "enrollment",
  "closeProgram.input.destinations.discharge.id": "enrollment",
  "closeProgram.input.destinations.discharge.onwardReferralId": "referral",
  "changeLevelOfCare.input.supersedesId": "transition",
  "changeLevelOfCare.input.id": "enrollment",
  "openEnrollment.input.previousEnrollmentId": "enrollment",
  "dischargeEnrollment.input.onwardReferralId": "referral",
  "removeMember.input.handOverTo": "member",
  "recordConsent.input.recipientOrganisationIds": "organisation",
  "recordConsent.input.discloserProgramId": "program",
  "consentSigners.discloserProgramId": "program",
  "recordDisclosureRestriction.input.towardsOrganisationId": "organisation",
  "webhookDeliveries.endpointId": "webhook_endpoint",
  "replayDeadLetter.input.deadLetterId": "dispatch",
  "session.id": "session",
  "authorisationBurnDown.id": "authorisation",
  "cancelSession.input.id": "session",
  "removeHoliday.input.id": "holiday",
  "changeSession.input.id": "session",
  "restoreSession.input.id": "session",
  "recordAttendance.input.roster.makeUpForId": "attendance",
  "recordAssessment.input.supersedesId": "assessment",
  "changeMemberRole.input.id": "member",
  "removeMember.input.id": "member",
  "removeClientExternalId.input.id": "client_external_id",
  "clientMergePreview.survivorId": "client",
  "clientMergePreview.mergedId": "client",
  "mergeClients.input.survivorId": "client",
  "mergeClients.input.mergedId": "client",
};

/** Kinds that the argument's name tells wherever it stands. */
const KINDS_BY_NAME: Readonly<Record<string, string>> = {
  staffMemberId: "member",
  templateId: "session_template",
};

/** The kind of id that belongs in a place. */
export function kindOf(field: GraphQLField<unknown, unknown>, path: readonly string[]): string {
  const known = KINDS[[field.name, ...path].join(".")];
  if (known) return known;
  const name = last(path);
  if (name in KINDS_BY_NAME) return KINDS_BY_NAME[name] as string;
  if (name !== "id") return snake(name.replace(/Ids?$/, "").replace(/^(to|partner)(?=[A-Z])/, ""));
  const answered = getNamedType(field.type);
  const isPayload = isObjectType(answered) && "userErrors" in answered.getFields();
  const [record] = isPayload ? Object.values(answered.getFields()).filter((of) => of.name !== "userErrors") : [];
  const type = getNamedType(record?.type ?? field.type).name;
  return type === "ReceivedReferral" ? "referral_recipient" : snake(type);
}

/** Values that let a request reach the record it names, where a word of the right type would not. */
const VALUES: Readonly<Record<string, unknown>> = {
  edition: "ASAM3",
  levelCode: "2.1",
  serviceCode: "H0015",
  endsOn: "2026-04-01",
  system: "PAYER",
  slots: [{ weekday: 1, startsAtLocal: "18:00", minutes: 180, modality: "GROUP" }],
  prices: [{ unit: "DAY", amountMinor: 30_000 }],
  scopes: ["client.read"],
  eventTypes: ["*"],
  url: "https://hooks.example.org/other",
  password: FACTORY_PASSWORD,
  expiresAt: "2026-05-01T00:00:00Z",
  signedAt: "2026-03-01T00:00:00Z",
  appointmentAt: "2026-03-05T15:00:00Z",
  until: "2026-03-05",
  paymentSource: 4,
  servicesAtDischarge: 6,
  effectiveOn: "2026-03-02",
  ratings: [{ dimension: 1, token: "1" }],
  reviewDueOn: "2026-03-20",
  nextReviewOn: "2026-03-20",
  panel: ["FENTANYL"],
  results: [{ substance: "FENTANYL", result: "NEGATIVE" }],
  assessedOn: "2026-03-02",
  categories: ["DEMOGRAPHICS"],
  after: "0",
  to: "2026-04-01",
  rrule: "FREQ=DAILY",
  startTime: "18:00",
};

const dischargeExtras = () => ({
  reason: 2,
  aftercarePlan: "Call",
  tedsDischarge: Object.entries(dischargeRecord.tedsDischarge).map(([name, value]) => ({
    field: name,
    value: String(value),
  })),
});

/** What some inputs need beside their required fields before they come to the record, and who signs in. */
const EXTRAS: Readonly<Record<string, (ids: IdsByKind) => Readonly<Record<string, unknown>>>> = {
  recordConsent: () => ({ expiresAt: VALUES["expiresAt"] }),
  recordDisclosureRestriction: () => ({ serviceFrom: "2020-01-01" }),
  dischargeEnrollment: dischargeExtras,
  "closeProgram.destinations.discharge": dischargeExtras,
  correctEnrollmentDates: () => ({ firstContactOn: "2026-03-02" }),
  waitlistEnrollment: () => ({ waitingReason: "CLIENT_REQUEST" }),
  signIn: (ids) => ({ email: ids["email"] }),
  tedsExtract: () => ({ state: "US", from: "2026-02-01", until: "2026-04-01" }),
  exportTeds: () => ({ state: "US", from: "2026-02-01", until: "2026-04-01" }),
  checkForDuplicates: () => ({ email: "robin@example.org" }),
};

/** One's own record, in the state that the field asks for. */
function ownId(ids: IdsByKind, field: GraphQLField<unknown, unknown>, at: readonly string[]): unknown {
  const special: Readonly<Record<string, string>> = {
    "openNextWave.input.id": "declined_referral",
    "closeProgram.input.id": "stay_program",
    "changeSession.input.id": "coming_session",
    "expectAtSession.input.sessionId": "coming_session",
    "withdrawContactConsent.input.clientId": "alumnus_client",
    "contactConsents.clientId": "alumnus_client",
    "accountingOfDisclosures.clientId": "disclosed_client",
    "recipientList.clientId": "disclosed_client",
    "consents.clientId": "disclosed_client",
    "clientMergePreview.mergedId": "alumnus_client",
  };
  return ids[special[[field.name, ...at].join(".")] ?? kindOf(field, at)];
}

interface Target {
  /** Whose records fill the other places; as `email` the address somebody signs in with. */
  readonly ids: IdsByKind;
  readonly path: readonly string[];
  readonly id?: string;
  /** Said wherever words may be said; "plain" unless given. */
  readonly word?: string;
}

/** A whole value with one place open: required fields filled by one's own records, the path's end by the id under test. */
function filled(
  field: GraphQLField<unknown, unknown>,
  type: GraphQLInputType,
  at: readonly string[],
  target: Target,
): unknown {
  if (isNonNullType(type)) return filled(field, type.ofType, at, target);
  if (isListType(type)) {
    const name = last(at);
    return name in VALUES ? VALUES[name] : [filled(field, type.ofType, at, target)];
  }
  if (isInputObjectType(type)) {
    const wanted = Object.values(type.getFields()).filter(
      (inner) => isNonNullType(inner.type) || target.path[at.length] === inner.name,
    );
    return {
      ...Object.fromEntries(
        wanted.map((inner) => [inner.name, filled(field, inner.type, [...at, inner.name], target)]),
      ),
      ...EXTRAS[[field.name, ...at.slice(1)].join(".")]?.(target.ids),
    };
  }
  if (type.name === "ID") {
    return at.join(".") === target.path.join(".") ? target.id : ownId(target.ids, field, at);
  }
  const name = last(at);
  // Made up by who asks, anew for each act: no words of anybody.
  if (name === "idempotencyKey" && target.word !== undefined) return newId();
  if (name in VALUES) return VALUES[name];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  const plains: Record<string, unknown> = {
    String: target.word ?? "plain",
    Int: 1,
    Float: 1,
    Boolean: true,
    DateTime: "2026-03-02T12:00:00Z",
    LocalDate: "2026-03-02",
  };
  return plains[type.name];
}

/** Every leaf that can be asked without arguments, some levels down; where it is named, below one field of the record alone. */
function selectionOf(type: GraphQLOutputType, depth: number, only?: string): string {
  const named = getNamedType(type);
  if (isLeafType(named)) return "";
  if (!isObjectType(named)) return "{ __typename id }";
  const asked = Object.values(named.getFields()).flatMap((field) => {
    if (field.args.some(isRequiredArgument)) return [];
    if (isLeafType(getNamedType(field.type))) return [field.name];
    // What only wraps the records is no level; `edges` holds the same as `nodes`.
    if (field.name === "nodes" || field.name === "userErrors")
      return [`${field.name} ${selectionOf(field.type, depth, only)}`];
    // Opening a packet is an act of its own, tried beside the referrals.
    if (depth === 0 || field.name === "packet" || field.name === "edges") return [];
    if (only !== undefined && field.name !== only && field.name !== "pageInfo") return [];
    return [`${field.name} ${selectionOf(field.type, depth - 1)}`];
  });
  return `{ ${asked.join(" ") || "__typename"} }`;
}

export function ask(
  client: TestClient,
  kind: "query" | "mutation",
  field: GraphQLField<unknown, unknown>,
  variables: Readonly<Record<string, unknown>>,
  depth: number,
  only?: string,
) {
  const args = field.args.filter((argument) => argument.name in variables);
  const declared = args.map((argument) => `$${argument.name}: ${argument.type}`).join(", ");
  const passed = args.map((argument) => `${argument.name}: $${argument.name}`).join(", ");
  const query = `${kind} ${declared && `(${declared})`} { ${field.name}${passed && `(${passed})`} ${selectionOf(field.type, depth, only)} }`;
  return client.execute(query, { ...variables });
}

export function variablesFor(field: GraphQLField<unknown, unknown>, target: Target): Record<string, unknown> {
  const needed = field.args.filter((argument) => isRequiredArgument(argument) || argument.name === target.path[0]);
  return Object.fromEntries(
    needed.map((argument) => [argument.name, filled(field, argument.type, [argument.name], target)]),
  );
}

/** Whether an answer says that what the id names is not there: null, an empty list, or NOT_FOUND. */
export function isMissing(answer: Answered<unknown>, words = "NOT_FOUND"): boolean {
  if (answer.errors) return answer.errors.every((error) => error.extensions.code === words);
  const [value] = Object.values(answer.data as Record<string, unknown>);
  if (value === null) return true;
  if (Array.isArray(value)) return value.length === 0;
  const { nodes, userErrors } = value as { nodes?: unknown[]; userErrors?: { code: string }[] };
  if (nodes) return nodes.length === 0;
  return userErrors?.[0]?.code === words;
}
