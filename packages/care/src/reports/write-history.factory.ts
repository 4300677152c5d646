import { newId } from "@causeway/kernel";
import type { History } from "./history.factory.ts";

type Row = Readonly<Record<string, unknown>>;

/** The uuids that things of a history got. */
export interface WrittenHistory {
  readonly organisationId: string;
  readonly programIds: readonly string[];
  readonly partnerIds: readonly string[];
  readonly partnerProgramIds: readonly string[];
}

/**
 * Writes a history as it is, past every service, under a new organisation with two new partners.
 * @param query of a superuser
 */
export async function writeHistory(
  query: (sql: string, values: unknown[]) => Promise<unknown>,
  history: History,
): Promise<WrittenHistory> {
  const insert = async (table: string, rows: readonly Row[]): Promise<void> => {
    if (rows.length === 0) return;
    const columns = Object.keys(rows[0] ?? {}).join(", ");
    await query(
      `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1)`,
      [JSON.stringify(rows)],
    );
  };
  const organisationId = newId();
  const partnerIds = [newId(), newId()];
  const ids = (list: readonly unknown[]): string[] => list.map(() => newId());
  const [programIds, clientIds, episodeIds, stayIds, sessionIds, stepIds, recipientIds] = [
    ids(history.programs),
    ids(history.clients),
    ids(history.episodes),
    ids(history.stays),
    ids(history.sessions),
    ids(history.stepDowns),
    ids(history.recipients),
  ];
  const at = <T>(list: readonly T[], i: number): T => list[i] as T;
  const own = { organisation_id: organisationId };
  const made = { created_at: "2026-01-01T00:00:00Z" };
  const organisation = (id: string) => ({
    id,
    name: "One",
    status: "ONBOARDING",
    time_zone: history.zone,
    sender_alias: "Office",
    ...made,
  });
  await insert("organisations", [organisationId, ...partnerIds].map(organisation));
  for (const partnerId of partnerIds) {
    const agreement = { id: newId(), organisation_id: partnerId, kind: "QSOA_BAA", edition: "1", signed_by: "One" };
    await insert("agreements", [{ ...agreement, signed_at: made.created_at }]);
    await query("update organisations set status = 'LIVE', agreement_id = $1 where id = $2", [agreement.id, partnerId]);
  }

  const site = (id: string, organisation_id: string, time_zone: string) => ({
    id,
    organisation_id,
    name: "Site",
    time_zone,
    ...made,
  });
  const siteIds = ids(history.programs);
  const [partnerSiteIds, partnerProgramIds, partnerClientIds] = [ids(partnerIds), ids(partnerIds), ids(partnerIds)];
  await insert("sites", [
    ...history.programs.map((program, i) => site(at(siteIds, i), organisationId, program.zone)),
    ...partnerIds.map((partnerId, i) => site(at(partnerSiteIds, i), partnerId, history.zone)),
  ]);
  const program = { name: "Program", state: "ACTIVE" };
  await insert("programs", [
    ...history.programs.map(({ edition, level, closedOn }, i) => ({
      ...program,
      ...own,
      id: at(programIds, i),
      site_id: at(siteIds, i),
      edition,
      level_code: level,
      capacity: 9,
      ...made,
      state: closedOn === null ? "ACTIVE" : "CLOSED",
    })),
    ...partnerIds.map((partnerId, i) => ({
      ...program,
      organisation_id: partnerId,
      id: at(partnerProgramIds, i),
      site_id: at(partnerSiteIds, i),
      edition: "ASAM3",
      level_code: "2.1",
      capacity: 9,
      ...made,
    })),
  ]);
  const perProgram = <T>(list: (program: History["programs"][number]) => readonly T[]) =>
    history.programs.flatMap((one, i) =>
      list(one).map((of) => ({ id: newId(), ...own, program_id: at(programIds, i), ...of })),
    );
  await insert(
    "program_capacities",
    perProgram(({ capacities }) =>
      capacities.map(({ capacity, from }, n) => ({
        capacity,
        starts_on: from,
        recorded_at: `2026-01-01T00:00:0${n}Z`,
      })),
    ),
  );
  const changed = { recorded_at: made.created_at, taken_effect_at: made.created_at };
  await insert(
    "program_state_changes",
    perProgram(({ openedOn, closedOn }) => [
      { ...changed, command: "open", effective_on: openedOn },
      ...(closedOn === null ? [] : [{ ...changed, command: "close", effective_on: closedOn }]),
    ]),
  );
  const client = (id: string, organisation_id: string) => ({
    id,
    organisation_id,
    primary_substance: null as number | null,
    voided_at: null as string | null,
    ...made,
  });
  await insert("clients", [
    ...history.clients.map(({ substance, voided }, i) => ({
      ...client(at(clientIds, i), organisationId),
      primary_substance: substance,
      voided_at: voided ? made.created_at : null,
    })),
    ...partnerIds.map((partnerId, i) => client(at(partnerClientIds, i), partnerId)),
  ]);
  await insert(
    "coverages",
    history.clients.flatMap(({ coverages }, i) =>
      coverages.map(({ payer, from, to }) => ({
        id: newId(),
        ...own,
        client_id: at(clientIds, i),
        payment_source: payer,
        valid_from: from,
        valid_to: to,
        ...made,
      })),
    ),
  );
  await insert(
    "client_substances",
    history.clients.flatMap(({ told }, i) =>
      told.map(({ substance, on }) => ({
        id: newId(),
        ...own,
        client_id: at(clientIds, i),
        set_id: newId(),
        rank: 1,
        substance,
        observed_on: on,
        recorded_at: made.created_at,
      })),
    ),
  );
  await insert(
    "episodes",
    history.episodes.map((episode, i) => ({
      id: at(episodeIds, i),
      ...own,
      client_id: at(clientIds, episode.client),
      opened_on: episode.openedOn,
      ...made,
    })),
  );
  await insert(
    "enrollments",
    history.stays.map((stay, i) => ({
      id: at(stayIds, i),
      ...own,
      client_id: at(clientIds, stay.client),
      program_id: at(programIds, stay.program),
      episode_id: at(episodeIds, stay.episode),
      state: stay.discharge ? "DISCHARGED" : "ACTIVE",
      admission_path: "DIRECT",
      requested_at: stay.requestedAt,
      first_session_on: stay.firstSessionOn,
      discharged_on: stay.discharge?.on ?? null,
      discharge_reason: stay.discharge?.reason ?? null,
      services_at_discharge: stay.discharge ? 6 : null,
      teds_admission: stay.admission,
      teds_discharge: stay.answersAtDischarge,
      voided_at: stay.voided ? made.created_at : null,
      ...made,
    })),
  );
  await insert(
    "placements",
    history.stays.flatMap((stay, i) =>
      stay.placements.map((placement) => ({
        id: newId(),
        ...own,
        enrollment_id: at(stayIds, i),
        program_id: at(programIds, placement.program),
        edition: placement.edition,
        level_code: placement.level,
        starts_on: placement.from,
        ends_on: placement.to,
        recorded_at: made.created_at,
        superseded_at: placement.superseded ? made.created_at : null,
      })),
    ),
  );
  await insert(
    "program_sessions",
    history.sessions.map((session, i) => ({
      id: at(sessionIds, i),
      ...own,
      program_id: at(programIds, session.program),
      starts_at: session.startsAt,
      minutes: 60,
      modality: "GROUP",
      state: "HELD",
      ...made,
    })),
  );
  await insert(
    "attendances",
    history.attendances.map(({ stay, session, state }) => ({
      id: newId(),
      ...own,
      session_id: at(sessionIds, session),
      enrollment_id: at(stayIds, stay),
      state,
      mode: "IN_PERSON",
      recorded_at: made.created_at,
    })),
  );
  await insert(
    "enrollment_weeks",
    history.weeks.map((week) => ({
      id: newId(),
      ...own,
      enrollment_id: at(stayIds, week.stay),
      program_id: at(programIds, week.program),
      week_starts_on: week.from,
      ends_at: week.over,
      required_minutes: week.required,
      delivered_minutes: week.delivered,
      status: week.status,
      days_in_placement: 7,
      computed_at: made.created_at,
    })),
  );
  await insert(
    "level_transitions",
    history.stepDowns.map((step, i) => ({
      id: at(stepIds, i),
      ...own,
      enrollment_id: at(stayIds, step.stay),
      type: step.type,
      reason: "GOALS_MET",
      from_edition: "ASAM3",
      from_code: "2.5",
      from_program_id: at(programIds, 0),
      to_edition: at(history.programs, step.to).edition,
      to_code: at(history.programs, step.to).level,
      to_program_id: at(programIds, step.to),
      effective_on: step.on,
      client_agrees: true,
      supersedes_id: i > 0 && at(history.stepDowns, i - 1).superseded ? at(stepIds, i - 1) : null,
      recorded_at: made.created_at,
    })),
  );
  const followed = [...new Set(history.checkIns.map((checkIn) => checkIn.stay))];
  const alumnusIds = ids(followed);
  await insert(
    "alumni",
    followed.map((stay, i) => ({
      id: at(alumnusIds, i),
      ...own,
      client_id: at(clientIds, at(history.stays, stay).client),
      enrollment_id: at(stayIds, stay),
      discharged_on: at(history.stays, stay).discharge?.on ?? "2026-01-01",
      cadence_days: [7],
      state: "FOLLOWED",
      ...made,
    })),
  );
  await insert(
    "check_ins",
    history.checkIns.map((checkIn, i) => ({
      id: newId(),
      ...own,
      alumnus_id: at(alumnusIds, followed.indexOf(checkIn.stay)),
      day_offset: i + 1,
      due_on: checkIn.dueOn,
      state: checkIn.state,
      completed_at: checkIn.completedAt,
      ...made,
    })),
  );
  const referralIds = ids(history.recipients);
  await insert(
    "referrals",
    history.recipients.map((recipient, i) => ({
      id: at(referralIds, i),
      organisation_id: recipient.direction === "SENT" ? organisationId : at(partnerIds, recipient.partner),
      number: `R-${i}`,
      client_id:
        recipient.direction === "SENT" ? at(clientIds, recipient.client) : at(partnerClientIds, recipient.partner),
      edition: "ASAM3",
      level_code: recipient.level,
      reason: "Needs care",
      urgency: "ROUTINE",
      mode: "FIRST_ACCEPT",
      disclosure: "AT_SEND",
      state: "OPEN",
      categories: [],
      sections: {},
      ...made,
    })),
  );
  await insert(
    "referral_recipients",
    history.recipients.map((recipient, i) => ({
      id: at(recipientIds, i),
      referral_id: at(referralIds, i),
      sender_organisation_id: recipient.direction === "SENT" ? organisationId : at(partnerIds, recipient.partner),
      recipient_organisation_id: recipient.direction === "SENT" ? at(partnerIds, recipient.partner) : organisationId,
      program_id:
        recipient.direction === "SENT" ? at(partnerProgramIds, recipient.partner) : at(programIds, recipient.program),
      recipient_enrollment_id:
        recipient.direction === "SENT" || recipient.stay === null ? null : at(stayIds, recipient.stay),
      wave: 1,
      number: `R-${i}`,
      state: recipient.state,
      edition: "ASAM3",
      level_code: recipient.level,
      urgency: "ROUTINE",
      mode: "FIRST_ACCEPT",
      age_band: "ADULT",
      payment_source: recipient.payer,
      sent_at: recipient.sentAt,
      first_response_at: recipient.respondedAt,
      accepted_at: recipient.acceptedAt,
      first_session_on: recipient.firstSessionOn,
      acknowledged_at: recipient.acknowledgedAt,
      ...made,
    })),
  );
  return { organisationId, programIds, partnerIds, partnerProgramIds };
}
