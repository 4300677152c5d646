import type { AuthenticatorAccess, TableClass } from "./table-class.ts";

const tenant = (
  writes: "insert" | "insert-update" | "insert-update-delete" = "insert-update",
  authenticator?: AuthenticatorAccess,
): TableClass => ({ kind: "tenant", writes, ...(authenticator ? { authenticator } : {}) });

/** States in which a recipient has been closed out, or was never asked. */
const CLOSED_OUT = "('DRAFT','DECLINED','CANCELLED','WITHDRAWN','EXPIRED','NOT_STARTED')";

/** A recipient still in play sees that a referral is unclaimed or its own; never that a rival won. */
const AWARD_MINE_OR_OPEN = `(winner_recipient_id is null or winner_organisation_id = app_organisation())
  and exists (
    select 1 from referral_recipients r
    where r.referral_id = referral_awards.referral_id
      and r.recipient_organisation_id = app_organisation()
      and r.state not in ${CLOSED_OUT})`;

/**
 * 42 CFR 2.31, 2.33: a packet opens while a released, unrevoked, unheld, unexpired grant names this
 * recipient, serves treatment and covers the packet, and the recipient is in play; in two stages only for the chosen one, otherwise for
 * each until another is chosen (whose award is then invisible here).
 */
const PACKET_OPEN = `exists (
    select 1 from consent_grants g
    where g.id = referral_packets.grant_id
      and g.purpose in ('TREATMENT', 'TPO') and referral_packets.categories <@ g.categories
      and g.released_at is not null and g.revoked_at is null and g.held_at is null
      and g.starts_at <= app_now()
      and (g.expires_at is null or g.expires_at > app_now()))
  and exists (
    select 1 from referral_recipients r join referral_awards a on a.referral_id = r.referral_id
    where r.id = referral_packets.referral_recipient_id
      and r.state not in ${CLOSED_OUT}
      and (a.winner_recipient_id = r.id
        or a.winner_recipient_id is null and referral_packets.disclosure = 'AT_SEND'))`;

/**
 * What hangs on a part of a referral is read by its recipient while the consent opens the packet. An emergency (42 CFR
 * 2.51) opens the packet alone, without the words and documents around it.
 * @param also SQL over `consent_grants` that must hold too
 */
const READ_UNDER_CONSENT = (table: string, also = "true"): string =>
  `exists (select 1 from referral_packets join consent_grants on consent_grants.id = referral_packets.grant_id
    where referral_packets.referral_recipient_id = ${table}.referral_recipient_id and ${also} and ${PACKET_OPEN})`;

/** The recipient may write to a part that it sees, and in its own name alone. */
const WRITES_TO_ITS_PART = (table: string): string =>
  `side = 'RECIPIENT' and exists (select 1 from referral_recipients r where r.id = ${table}.referral_recipient_id)`;

/** 42 CFR 2.51: a medical emergency that this recipient opened opens the packet for its hours, whatever became of the consent. */
const IN_EMERGENCY = `exists (
    select 1 from emergency_accesses e
    where e.referral_recipient_id = referral_packets.referral_recipient_id
      and e.opened_at <= app_now() and e.closes_at > app_now())`;

/** By what a packet is open to its recipient; for whoever explains it, too, so that the words never differ from the policy. */
export const PACKET_OPENED_BY = { consent: PACKET_OPEN, emergency: IN_EMERGENCY } as const;

/**
 * Every table and its class: who may see a row, who may write it. The one list that policies,
 * grants and the census test share; a table that is not here fails the census.
 */
export const TABLES: Readonly<Record<string, TableClass>> = {
  // reference
  levels_of_care: { kind: "reference" },
  level_of_care_hours: { kind: "reference" },
  codes: { kind: "reference" },
  state_profiles: { kind: "reference" },
  code_maps: { kind: "reference" },
  billing_codes: { kind: "reference" },
  minor_consent_rules: { kind: "reference" },

  // identity
  // One that is not on the platform is found by who named it, and by itself.
  organisations: {
    kind: "public",
    owner: "id",
    visible: "status = 'LIVE' or named_by = app_organisation()",
    writes: "insert-update",
  },
  agreements: tenant("insert"),
  // Whose place it is: a place of somebody else's person would be a way to that person's mail and sessions.
  memberships: {
    kind: "tenant",
    writes: "insert-update",
    authenticator: "insert-update",
    authenticatorOnly: ["person_id"],
  },
  people: { kind: "identity", app: "none" },
  credentials: { kind: "identity", app: "none" },
  sign_in_failures: { kind: "identity", app: "none" },
  sessions: { kind: "identity", app: "none" },
  password_resets: { kind: "identity", app: "none" },
  invitations: { kind: "identity", app: "organisation", hidden: ["token_hash"] },
  api_clients: { kind: "identity", app: "organisation", hidden: [] },
  api_keys: { kind: "identity", app: "organisation", hidden: ["key_hash"] },
  signed_links: { kind: "identity", app: "organisation", hidden: ["token_hash"] },

  // queue
  outbox: { kind: "queue", app: "insert" },
  timers: { kind: "queue", app: "insert" },
  dispatches: { kind: "queue", app: "select" },
  feed_cursors: { kind: "queue", app: "none" },
  event_feed: { kind: "queue", app: "select" },

  // effects, idempotency, audit
  effects: tenant("insert"),
  idempotency_keys: tenant("insert"),
  audit_entries: { kind: "tenant", writes: "insert", authenticator: "insert", relayReads: true },
  audit_pending: { kind: "queue", app: "insert", authenticator: "insert" },
  audit_seals: { kind: "queue", app: "select", relay: "insert" },
  audit_heads: { kind: "queue", app: "select", relay: "insert-update" },

  // care
  sites: tenant(),
  programs: tenant(),
  program_slots: tenant(),
  program_prices: tenant(),
  program_credentials: tenant(),
  program_staff: tenant(),
  program_capacities: tenant("insert"),
  program_revisions: tenant("insert"),
  program_state_changes: tenant(),
  screenings: tenant("insert"),
  directory_entries: { kind: "public", owner: "organisation_id", visible: "true", writes: "insert-update-delete" },
  clients: tenant(),
  client_details: tenant(),
  coverages: tenant(),
  client_circumstances: tenant(),
  client_substances: tenant(),
  client_external_ids: tenant(),
  care_team_members: tenant(),
  client_merges: tenant(),
  episodes: tenant(),
  enrollments: tenant(),
  enrollment_date_changes: tenant("insert"),
  voided_discharges: tenant("insert"),
  waitlist_entries: tenant(),
  waitlist_events: tenant("insert"),
  capacity_notices: tenant(),
  placements: tenant(),
  enrollment_leaves: tenant(),
  level_transitions: tenant("insert"),
  authorisations: tenant(),
  authorisation_decisions: tenant("insert"),
  assessments: tenant("insert"),
  treatment_plans: tenant(),
  treatment_goals: tenant(),
  goal_notes: tenant("insert"),
  plan_reviews: tenant("insert"),
  treatment_stages: tenant(),
  plan_hours: tenant(),
  planned_stays: tenant("insert"),
  drug_tests: tenant(),
  drug_test_steps: tenant("insert"),
  drug_test_results: tenant("insert"),
  lane_alerts: tenant(),
  program_sessions: tenant(),
  session_templates: tenant(),
  session_template_members: tenant(),
  holidays: tenant("insert-update-delete"),
  // Who was only expected leaves the list; a trigger keeps what was recorded.
  attendances: tenant("insert-update-delete"),
  attendance_records: tenant("insert"),
  // What is computed from other rows goes with them.
  enrollment_weeks: tenant("insert-update-delete"),
  attendance_days: tenant(),
  attendance_day_events: tenant("insert"),
  consents: tenant(),
  disclosure_restrictions: tenant(),
  // A trigger keeps the words; a merge alone moves a note to the client it is of.
  counseling_notes: tenant(),
  referrals: tenant(),
  consent_grants: {
    kind: "two-party",
    recipientInserts: null,
    senderChanges: ["expires_at", "revoked_at", "held_at", "released_at"],
    recipientChanges: [],
    recipientSees: "released_at is not null",
    recipientColumn: "recipient_organisation_id",
  },
  referral_recipients: {
    kind: "two-party",
    recipientInserts: null,
    senderChanges: [
      "state",
      "grant_id",
      "sent_at",
      "due_at",
      "expires_at",
      "clock_stopped_at",
      "clock_from",
      "clock_spent_minutes",
      "info_answer",
      "cancel_reason",
      "acknowledged_at",
      "version",
    ],
    recipientChanges: [
      "program_id",
      "no_show_at",
      "outcome_due_at",
      "forwarded_to_organisation_id",
      "forwarded_to_program_id",
      "state",
      "received_at",
      "due_at",
      "expires_at",
      "clock_stopped_at",
      "clock_from",
      "clock_spent_minutes",
      "info_question",
      "first_response_at",
      "accepted_at",
      "decline_reason",
      "decline_note",
      "cancel_reason",
      "holds_place",
      "appointment_at",
      "recipient_enrollment_id",
      "admitted_on",
      "first_session_on",
      "version",
    ],
    ends: ["ATTENDED", "NOT_STARTED", "DECLINED", "CANCELLED", "WITHDRAWN", "EXPIRED"],
    // The session that closed it was taken back, and the sender has not taken note of it.
    returns: { from: "ATTENDED", to: "ADMITTED", whileEmpty: "acknowledged_at" },
    // What was never sent stays the sender's own affair, also once it was withdrawn.
    recipientSees: "state <> 'DRAFT' and sent_at is not null",
    recipientColumn: "recipient_organisation_id",
  },
  referral_awards: {
    kind: "two-party",
    recipientInserts: null,
    senderChanges: ["winner_recipient_id", "winner_organisation_id", "awarded_at"],
    recipientChanges: ["winner_recipient_id", "winner_organisation_id", "awarded_at"],
    recipientSees: AWARD_MINE_OR_OPEN,
    // A recipient claims an award only where the first acceptance wins; where the client chooses it can only give it back.
    recipientLeaves: `winner_recipient_id is null or exists (
      select 1 from referral_recipients r
      where r.id = referral_awards.winner_recipient_id and r.referral_id = referral_awards.referral_id
        and r.recipient_organisation_id = app_organisation() and r.mode = 'FIRST_ACCEPT' and r.state not in ${CLOSED_OUT})`,
    recipientColumn: null,
  },
  referral_packets: {
    kind: "two-party",
    recipientInserts: null,
    senderChanges: [],
    recipientChanges: [],
    recipientSees: `(${PACKET_OPENED_BY.consent}) or (${PACKET_OPENED_BY.emergency})`,
    recipientColumn: "recipient_organisation_id",
  },
  referral_messages: {
    kind: "two-party",
    senderInserts: "side = 'SENDER'",
    recipientInserts: WRITES_TO_ITS_PART("referral_messages"),
    senderChanges: [],
    recipientChanges: [],
    recipientSees: `side = 'RECIPIENT' or ${READ_UNDER_CONSENT("referral_messages")}`,
    recipientColumn: "recipient_organisation_id",
  },
  referral_threads: {
    kind: "two-party",
    recipientInserts:
      "exists (select 1 from referral_recipients r where r.id = referral_threads.referral_recipient_id)",
    senderChanges: ["sender_read_at"],
    recipientChanges: ["recipient_read_at"],
    recipientSees: "exists (select 1 from referral_recipients r where r.id = referral_threads.referral_recipient_id)",
    recipientColumn: "recipient_organisation_id",
  },
  referral_documents: {
    kind: "two-party",
    senderInserts: "side = 'SENDER' and state = 'QUARANTINED'",
    recipientInserts: `state = 'QUARANTINED' and ${WRITES_TO_ITS_PART("referral_documents")}`,
    // Scanning is the sender's, whoever wrote it: its rows are there for it in every state.
    senderChanges: ["state", "scanned_at", "scanner", "version"],
    recipientChanges: [],
    ends: ["REFUSED", "REMOVED"],
    // Of the sender's, what passed the scanner and is of a category that the packet's consent covers.
    recipientSees: `side = 'RECIPIENT' or state in ('CLEAN', 'NOT_SCANNED')
      and ${READ_UNDER_CONSENT("referral_documents", "referral_documents.category = any(consent_grants.categories)")}`,
    recipientColumn: "recipient_organisation_id",
  },
  stored_objects: {
    kind: "two-party",
    recipientInserts: `exists (
      select 1 from referral_recipients r where r.sender_organisation_id = stored_objects.sender_organisation_id)`,
    senderChanges: ["sealed"],
    recipientChanges: [],
    recipientSees: "exists (select 1 from referral_documents d where d.storage_key = stored_objects.key)",
    recipientColumn: "recipient_organisation_id",
  },
  disclosures: {
    kind: "two-party",
    // Of its own reads of what was sent to it: the key to the pair holds the row to a referral between the two.
    recipientInserts: "kind = 'READ' and referral_recipient_id is not null",
    senderChanges: [],
    recipientChanges: [],
    // The accounting is the discloser's; a recipient adds to it and reads nothing back.
    recipientSees: "false",
    recipientColumn: "recipient_organisation_id",
  },
  outside_receivers: tenant(),
  outside_receiver_levels: tenant(),
  outside_links: {
    kind: "two-party",
    recipientInserts: null,
    senderChanges: ["closed_at", "code_id", "code_expires_at", "codes_asked", "codes_asked_since"],
    recipientChanges: [
      "closed_at",
      "code_id",
      "code_expires_at",
      "codes_asked",
      "codes_asked_since",
      "tries",
      "failures",
      "locked_until",
      "session_hash",
      "session_seen_at",
      "session_until",
      "opened_at",
    ],
    recipientSees: "true",
    recipientColumn: "recipient_organisation_id",
  },

  emergency_accesses: {
    kind: "two-party",
    // Only of what was sent to it: the key to the pair holds the row, and its own trigger who opens and when.
    recipientInserts: "true",
    senderChanges: [],
    recipientChanges: [],
    recipientSees: "true",
    recipientColumn: "recipient_organisation_id",
  },
  emergency_reviews: tenant(),
  breaches: tenant(),
  breach_clients: tenant(),
  breach_notices: tenant("insert"),
  recipient_list_requests: tenant(),
  contact_consents: tenant(),
  alumni: tenant(),
  check_ins: tenant(),
  check_in_attempts: tenant("insert"),
  tasks: tenant(),
  task_changes: tenant("insert"),

  // messaging
  notifications: tenant(),
  messages: tenant(),
  suppressions: tenant("insert"),
  webhook_endpoints: tenant(),
  webhook_deliveries: tenant(),
  webhook_attempts: tenant("insert"),

  // the migrator's own record
  schema_migrations: { kind: "reference" },
};
