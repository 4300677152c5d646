import type { TableClass } from "./table-class.ts";
import { TABLES } from "./tables.ts";

/** Group roles; login roles of a deployment are members of exactly one. None owns a table. */
export const ROLES = { app: "causeway_app", relay: "causeway_relay", authenticator: "causeway_authenticator" } as const;

const { app, relay, authenticator } = ROLES;

/**
 * Statements that give every table its row security and grants, from the one list of classes.
 * Idempotent: run after every migration.
 */
export function policyStatements(columnsOf: (table: string) => readonly string[]): string[] {
  return [
    `revoke all on schema public from public`,
    `grant usage on schema public to ${app}, ${relay}, ${authenticator}`,
    twoPartyGuard,
    ...Object.entries(TABLES).flatMap(([table, kind]) => [
      ...reset(table),
      ...policiesOf(table, kind, columnsOf(table)),
    ]),
  ];
}

function reset(table: string): string[] {
  return [
    `do $$ declare p record; begin
       for p in select policyname from pg_policies where schemaname = 'public' and tablename = '${table}' loop
         execute format('drop policy %I on ${table}', p.policyname);
       end loop;
     end $$`,
    `revoke all on ${table} from public, ${app}, ${relay}, ${authenticator}`,
    `drop trigger if exists two_party_guard on ${table}`,
  ];
}

const secure = (table: string): string[] => [
  `alter table ${table} enable row level security`,
  `alter table ${table} force row level security`,
];

/** One permissive policy per command, so that removing any one of them shows. */
function policy(table: string, role: string, command: string, using: string | null, check: string | null): string {
  const parts = [`create policy ${role.replace("causeway_", "")}_${command} on ${table} for ${command} to ${role}`];
  if (using !== null) parts.push(`using (${using})`);
  if (check !== null) parts.push(`with check (${check})`);
  return parts.join(" ");
}

function writePolicies(table: string, role: string, writes: string, rule: string): string[] {
  const statements = [policy(table, role, "insert", null, rule)];
  if (writes !== "insert") statements.push(policy(table, role, "update", rule, rule));
  if (writes === "insert-update-delete") statements.push(policy(table, role, "delete", rule, null));
  return statements;
}

const verbs = (writes: string): string => writes.split("-").join(", ");

function policiesOf(table: string, spec: TableClass, columns: readonly string[]): string[] {
  switch (spec.kind) {
    case "reference":
      return [`grant select on ${table} to ${app}, ${relay}, ${authenticator}`];
    case "tenant": {
      const own = "organisation_id = app_organisation()";
      const { authenticatorOnly } = spec;
      const changeable = columns.filter((column) => !authenticatorOnly?.includes(column));
      const statements = [
        ...secure(table),
        `grant select, ${authenticatorOnly ? `update (${changeable.join(", ")})` : verbs(spec.writes)} on ${table} to ${app}`,
        policy(table, app, "select", own, null),
        ...(authenticatorOnly ? [policy(table, app, "update", own, own)] : writePolicies(table, app, spec.writes, own)),
      ];
      if (spec.authenticator) {
        statements.push(
          `grant ${spec.authenticator === "insert" ? "insert" : "select, insert, update"} on ${table} to ${authenticator}`,
          ...(spec.authenticator === "insert" ? [] : [policy(table, authenticator, "select", "true", null)]),
          ...writePolicies(table, authenticator, spec.authenticator, "true"),
        );
      }
      if (spec.relayReads)
        statements.push(`grant select on ${table} to ${relay}`, policy(table, relay, "select", "true", null));
      return statements;
    }
    case "public": {
      const own = `${spec.owner} = app_organisation()`;
      const visible = spec.visible === "true" ? "true" : `${spec.visible} or ${own}`;
      return [
        ...secure(table),
        `grant select, ${verbs(spec.writes)} on ${table} to ${app}`,
        `grant select on ${table} to ${authenticator}`,
        policy(table, app, "select", visible, null),
        policy(table, authenticator, "select", "true", null),
        ...writePolicies(table, app, spec.writes, own),
      ];
    }
    case "identity": {
      const statements = [
        ...secure(table),
        `grant select, insert, update, delete on ${table} to ${authenticator}`,
        ...["select", "insert", "update", "delete"].map((command) =>
          policy(
            table,
            authenticator,
            command,
            command === "insert" ? null : "true",
            command === "insert" || command === "update" ? "true" : null,
          ),
        ),
      ];
      if (spec.app === "organisation") {
        const own = "organisation_id = app_organisation()";
        const readable = columns.filter((column) => !spec.hidden.includes(column));
        statements.push(
          `grant select (${readable.join(", ")}), insert, update on ${table} to ${app}`,
          policy(table, app, "select", own, null),
          ...writePolicies(table, app, "insert-update", own),
        );
      }
      return statements;
    }
    case "queue": {
      const own = "organisation_id = app_organisation()";
      const statements = [
        ...secure(table),
        `grant select, ${verbs(spec.relay ?? "insert-update-delete")} on ${table} to ${relay}`,
        ...(spec.relay
          ? [policy(table, relay, "select", "true", null), ...writePolicies(table, relay, spec.relay, "true")]
          : [`create policy relay_all on ${table} for all to ${relay} using (true) with check (true)`]),
      ];
      if (spec.authenticator)
        statements.push(
          `grant insert on ${table} to ${authenticator}`,
          policy(table, authenticator, "insert", null, "true"),
        );
      if (spec.app === "insert")
        statements.push(`grant insert on ${table} to ${app}`, policy(table, app, "insert", null, own));
      if (spec.app === "select")
        statements.push(`grant select on ${table} to ${app}`, policy(table, app, "select", own, null));
      return statements;
    }
    case "two-party": {
      const sender = "sender_organisation_id = app_organisation()";
      const recipient =
        spec.recipientColumn === null
          ? spec.recipientSees
          : `${spec.recipientColumn} = app_organisation() and (${spec.recipientSees})`;
      const adds = spec.senderInserts === undefined ? sender : `${sender} and ${spec.senderInserts}`;
      const mayInsert =
        spec.recipientInserts === null
          ? adds
          : `${adds} or recipient_organisation_id = app_organisation() and ${spec.recipientInserts}`;
      const changed = [...new Set([...spec.senderChanges, ...spec.recipientChanges])];
      const changers = [
        ...(spec.senderChanges.length ? [sender] : []),
        ...(spec.recipientChanges.length ? [`(${recipient})`] : []),
      ].join(" or ");
      const leaves = [
        ...(spec.senderChanges.length ? [sender] : []),
        ...(spec.recipientChanges.length ? [`(${spec.recipientLeaves ?? recipient})`] : []),
      ].join(" or ");
      const statements = [
        ...secure(table),
        `grant select, insert on ${table} to ${app}`,
        policy(table, app, "select", `${sender} or (${recipient})`, null),
        policy(table, app, "insert", null, mayInsert),
      ];
      if (changed.length > 0) {
        statements.push(
          `grant update (${changed.join(", ")}) on ${table} to ${app}`,
          policy(table, app, "update", changers, leaves),
          `create trigger two_party_guard before update on ${table} for each row execute function two_party_guard('${spec.senderChanges.join(",")}', '${spec.recipientChanges.join(",")}', '${(spec.ends ?? []).join(",")}'${spec.returns ? `, '${spec.returns.from}', '${spec.returns.to}', '${spec.returns.whileEmpty}'` : ""})`,
        );
      }
      return statements;
    }
  }
}

/**
 * Each side changes its own columns alone: the sender may not answer for the recipient, nor the
 * reverse. And what came to an end does not come back, but by the one way that its table names.
 */
const twoPartyGuard = `
create or replace function two_party_guard() returns trigger language plpgsql as $guard$
declare
  allowed text[];
begin
  if old.sender_organisation_id = app_organisation() then
    allowed := string_to_array(tg_argv[0], ',');
  elsif app_organisation() is not null then
    allowed := string_to_array(tg_argv[1], ',');
  else
    return new; -- the owner, in a migration
  end if;
  if (to_jsonb(old) - allowed) is distinct from (to_jsonb(new) - allowed) then
    raise exception 'column of the other party' using errcode = 'insufficient_privilege';
  end if;
  if to_jsonb(old) ->> 'state' = any (string_to_array(tg_argv[2], ',')) and to_jsonb(new) -> 'state' <> to_jsonb(old) -> 'state'
    and (to_jsonb(old) ->> 'state' = tg_argv[3] and to_jsonb(new) ->> 'state' = tg_argv[4]
      and to_jsonb(old) ->> tg_argv[5] is null) is not true then
    raise exception 'ended' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $guard$`;
