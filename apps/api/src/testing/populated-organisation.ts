import {
  acceptReferral,
  changeLevelOfCare,
  declineReferral,
  dischargeEnrollment,
  followAlumnus,
  openPacket,
  openTask,
  recordContactConsent,
} from "@causeway/care";
import { activeEnrollment, dischargeRecord, newInquiry, openProgram, sentReferral } from "@causeway/care/factory";
import { createApiClient, inviteMember } from "@causeway/identity";
import type { OrganisationUnderTest } from "@causeway/identity/factory";
import { encodeId } from "@causeway/kernel";
import {
  createWebhookEndpoint,
  markSent,
  notifyMembers,
  referralTemplate,
  testWebhookEndpoint,
} from "@causeway/messaging";
import pg from "pg";
import type { TestApi } from "./open-test-api.ts";
import { populateWaitlist } from "./populate-waitlist.ts";
import { populateSessions } from "./populate-sessions.ts";
import { populateDisclosures } from "./populate-disclosures.ts";
import { populateDose } from "./populate-dose.ts";
import { populateLedger } from "./populate-ledger.ts";
import { populateThread } from "./populate-thread.ts";
import { populateTreatment } from "./populate-treatment.ts";
import { populateApart } from "./populate-apart.ts";
import { populateClients } from "./populate-clients.ts";
import { populateOutside } from "./populate-outside.ts";
import { populatePrograms } from "./populate-programs.ts";

/** Ids of one record of each kind, as the API shows them, by the prefix of the kind. */
export type IdsByKind = Readonly<Record<string, string>>;

/**
 * Fills an organisation with a record of every kind that people hold an id of. Its clients go to,
 * and come from, the partner's program alone. Its `program` is in no directory.
 */
export async function populate(
  api: TestApi,
  self: OrganisationUnderTest,
  partner: OrganisationUnderTest & { readonly programId: string },
): Promise<IdsByKind> {
  const { db } = api;
  const owner = self.actor("OWNER");
  const published = await openProgram(db, owner);
  const { siteId } = published;
  const { programId } = await openProgram(db, owner, { siteId, published: false, name: "Day PHP", levelCode: "2.5" });
  const stay = await activeEnrollment(db, owner, { programId });
  const { transitionId } = await db.run(owner, (tx) =>
    changeLevelOfCare(tx, {
      enrollmentId: stay.enrollmentId,
      toProgramId: published.programId,
      effectiveOn: tx.now.toISOString().slice(0, 10),
      assessmentId: stay.assessmentId,
      reason: "GOALS_MET",
      clientAgrees: true,
    }),
  );
  await newInquiry(db, owner, { programId });
  const sent = await sentReferral(db, owner, [partner]);
  const received = await sentReferral(db, partner.actor("OWNER"), [{ ...self, programId: published.programId }]);
  const recipientId = received.recipientIds[0] ?? "";
  await db.run(owner, (tx) => acceptReferral(tx, { recipientId }));
  await db.run(owner, (tx) => openPacket(tx, { recipientId }));
  await db.run(partner.actor("OWNER"), (tx) => acceptReferral(tx, { recipientId: sent.recipientIds[0] ?? "" }));
  await db.run(partner.actor("OWNER"), (tx) => openPacket(tx, { recipientId: sent.recipientIds[0] ?? "" }));
  const other = partner.actor("OWNER");
  await populateThread(db, { recipientId, sender: other, recipient: owner });
  const thread = await populateThread(db, { recipientId: sent.recipientIds[0] ?? "", sender: owner, recipient: other });
  const declined = await sentReferral(db, owner, [partner]);
  await db.run(partner.actor("OWNER"), (tx) =>
    declineReferral(tx, { recipientId: declined.recipientIds[0] ?? "", reason: "NO_CAPACITY" }),
  );
  const alumnus = await formerClient(api, self, programId);
  const waiting = await populateWaitlist(api, self, siteId);
  const settings = { secret: api.secret, webhookAllow: [] };
  const made = await db.run(owner, async (tx) => {
    await openTask(tx, {
      kind: "LEAVE_REVIEW",
      subjectId: stay.enrollmentId,
      dueAt: tx.now,
      key: "one",
    });
    const { webhookEndpointId } = await createWebhookEndpoint(
      tx,
      { url: "https://hooks.example.org/causeway", eventTypes: ["*"] },
      settings,
    );
    const delivery = await testWebhookEndpoint(tx, { webhookEndpointId });
    const client = await createApiClient(
      tx,
      { name: "Ward system", scopes: ["client.read"], expiresInDays: 30, secret: api.secret },
      () => undefined,
    );
    const invitation = await inviteMember(tx, {
      email: `new@${self.email("OWNER").split("@")[1]}`,
      displayName: "Somebody new",
      role: "INTAKE",
      secret: api.secret,
    });
    await notifyMembers(tx, {
      roles: ["OWNER"],
      kind: "referral.received",
      subjectId: recipientId,
      title: "R-1: a new request",
      link: "/inbox",
      key: "one",
      email: {
        template: referralTemplate,
        variables: { kind: "RECEIVED", number: "R-1", url: "https://app.example.org/inbox" },
      },
    });
    for (const { id } of await tx.query<{ id: string }>("select id from messages"))
      await markSent(tx, { messageId: id, transport: "MAILBOX", secretTemplates: new Set() });
    return { webhookEndpointId, ...delivery, ...client, ...invitation };
  });
  const facts = await db.run(owner, (tx) => populateClients(tx, stay.clientId));
  const found = await rowsOf(api, self.organisationId);
  const ledger = await populateLedger(db, owner, stay);
  await populateDose(db, owner, stay);
  return {
    organisation: encodeId("organisation", self.organisationId),
    site: encodeId("site", siteId),
    program: encodeId("program", programId),
    client: encodeId("client", stay.clientId),
    enrollment: encodeId("enrollment", stay.enrollmentId),
    session: encodeId("session", stay.sessionId),
    transition: encodeId("transition", transitionId),
    consent: encodeId("consent", sent.consentId),
    referral: encodeId("referral", sent.referralId),
    sent_recipient: encodeId("referral_recipient", sent.recipientIds[0] ?? ""),
    referral_recipient: encodeId("referral_recipient", recipientId),
    disclosed_client: encodeId("client", sent.clientId),
    declined_referral: encodeId("referral", declined.referralId),
    ...thread,
    ...alumnus,
    ...(await populatePrograms(db, self, { programId, stayProgramId: published.programId })),
    ...(await populateOutside(db, owner)),
    ...(await populateApart(db, self, stay)),
    ...waiting,
    ...(await populateDisclosures(api, self, partner, { clientId: stay.clientId, programId: published.programId })),
    ...(await populateTreatment(api, owner, stay)),
    webhook_endpoint: encodeId("webhook_endpoint", made.webhookEndpointId),
    webhook_delivery: encodeId("webhook_delivery", made.webhookDeliveryId),
    api_client: encodeId("api_client", made.apiClientId),
    api_key: encodeId("api_key", made.apiKeyId),
    invitation: encodeId("invitation", made.invitationId),
    ...(await populateSessions(api, self, stay)),
    ...facts,
    ...found,
    ...ledger,
  };
}

/** Somebody who left, agreed to be asked, and is followed. */
async function formerClient(api: TestApi, self: OrganisationUnderTest, programId: string): Promise<IdsByKind> {
  const { db } = api;
  const owner = self.actor("OWNER");
  const stay = await activeEnrollment(db, owner, { programId });
  const { alumnusId } = await db.run(owner, async (tx) => {
    await recordContactConsent(tx, { clientId: stay.clientId, channel: "VOICE", purpose: "CHECK_IN" });
    await dischargeEnrollment(tx, {
      enrollmentId: stay.enrollmentId,
      dischargedOn: tx.now.toISOString().slice(0, 10),
      reason: 2,
      ...dischargeRecord,
    });
    return followAlumnus(tx, { enrollmentId: stay.enrollmentId, cadenceDays: [7, 60] });
  });
  return {
    alumnus: encodeId("alumnus", alumnusId),
    alumnus_client: encodeId("client", stay.clientId),
  };
}

/** Ids of what came about by itself; and a job that failed for good, which only a broken worker leaves. */
async function rowsOf(api: TestApi, organisationId: string): Promise<IdsByKind> {
  const client = new pg.Client({ connectionString: api.clone.adminUrl });
  await client.connect();
  try {
    await client.query(
      `insert into dispatches (id, source_id, job, organisation_id, data, created_at, dead_at, dead_reason)
       values (gen_random_uuid(), gen_random_uuid(), 'referral.notify-sender', $1, '{}', now(), now(), 'ECONNREFUSED')`,
      [organisationId],
    );
    const idOf = async (prefix: string, sql: string): Promise<string> => {
      const { rows } = await client.query<{ id: string }>(sql, [organisationId]);
      return encodeId(prefix, rows[0]?.id ?? "");
    };
    return {
      dispatch: await idOf("dispatch", "select id from dispatches where organisation_id = $1 and dead_at is not null"),
      notification: await idOf("notification", "select id from notifications where organisation_id = $1"),
      task: await idOf("task", "select id from tasks where organisation_id = $1 and dedupe_key = 'one'"),
      check_in: await idOf("check_in", "select id from check_ins where organisation_id = $1 order by due_on limit 1"),
      member: await idOf("member", "select id from memberships where organisation_id = $1 and role = 'CLINICIAN'"),
    };
  } finally {
    await client.end();
  }
}
