/** What a room and a person have in common: they are in one place at a time. */
const SHARED = {
  room: (a: string, b: string): string => `lower(${a}.room) = lower(${b}.room)
    and (select site_id from programs where id = ${a}.program_id) = (select site_id from programs where id = ${b}.program_id)`,
  staff: (a: string, b: string): string => `${a}.staff_member_id = ${b}.staff_member_id`,
} as const;

/**
 * Ids of other sessions at the same time in the same room of a site, or led by the same person, as SQL: a warning, never
 * a refusal. A cancelled session is in nobody's way.
 * @param session name of the row of `program_sessions`
 */
export function sessionsAtTheSameTime(session: string, shared: keyof typeof SHARED): string {
  return `array(select other.id from program_sessions other
    where other.organisation_id = ${session}.organisation_id and other.id <> ${session}.id
      and ${session}.state <> 'PROGRAM_CANCELLED' and other.state <> 'PROGRAM_CANCELLED'
      and other.starts_at > ${session}.starts_at - interval '1 day'
      and other.starts_at < ${session}.starts_at + make_interval(mins => ${session}.minutes)
      and other.starts_at + make_interval(mins => other.minutes) > ${session}.starts_at
      and ${SHARED[shared](session, "other")}
    order by other.starts_at, other.id limit 20)`;
}
