import type pg from "pg";

export interface KeptAct {
  readonly action: string;
  readonly outcome: string;
  readonly client_id: string | null;
  readonly fields: readonly string[] | null;
}

/** What an organisation's audit kept of some work: nothing seals in a test of the API, so that what waits is what came since. */
export async function actsKeptBy(
  admin: pg.Client,
  organisationId: string,
  work: () => Promise<unknown>,
): Promise<KeptAct[]> {
  await admin.query("delete from audit_pending");
  await work();
  const { rows } = await admin.query<KeptAct>(
    `select e.action, e.outcome, e.client_id, e.fields
     from audit_pending p join audit_entries e on e.id = p.entry_id where e.organisation_id = $1`,
    [organisationId],
  );
  return rows;
}

/** Clients to whom an organisation's rows belong, by the id of the row: every table that names a client or a stay. */
export async function clientsOfRows(admin: pg.Client, organisationId: string): Promise<ReadonlyMap<string, string>> {
  const { rows: tables } = await admin.query<{ table: string; column: string; owner: string }>(
    `select a.table_name as table, min(a.column_name) as column, min(o.column_name) as owner
     from information_schema.columns a
     join information_schema.columns b on b.table_schema = a.table_schema and b.table_name = a.table_name and b.column_name = 'id'
     join information_schema.columns o on o.table_schema = a.table_schema and o.table_name = a.table_name
       and o.column_name in ('organisation_id', 'sender_organisation_id')
     where a.table_schema = 'public' and a.column_name in ('client_id', 'enrollment_id') and a.table_name not like 'audit%'
     group by a.table_name`,
  );
  const found = new Map<string, string>();
  const note = async (sql: string) => {
    const { rows } = await admin.query<{ id: string; whose: string | null }>(sql, [organisationId]);
    for (const { id, whose } of rows) if (whose !== null) found.set(id, whose);
  };
  await note("select id, id as whose from clients where organisation_id = $1");
  for (const { table, column, owner } of tables)
    await note(
      column === "client_id"
        ? `select id, client_id as whose from ${table} where ${owner} = $1`
        : `select t.id, e.client_id as whose from ${table} t join enrollments e on e.id = t.enrollment_id where t.${owner} = $1`,
    );
  return found;
}
