import type { EntityClass } from "@causeway/database";
import pg from "pg";
import { DataSource } from "typeorm";
import type { ColumnMetadata } from "typeorm/metadata/ColumnMetadata.js";

export interface EntityDrift {
  /** Columns compared. */
  readonly columns: number;
  /** One line for each disagreement; empty when entities and tables agree. */
  readonly findings: readonly string[];
}

interface TableColumn {
  readonly table: string;
  readonly column: string;
  /** As Postgres writes it, such as `timestamp with time zone` or `text[]`. */
  readonly type: string;
  readonly nullable: boolean;
  readonly filled: boolean;
}

async function tableColumns(url: string): Promise<Map<string, Map<string, TableColumn>>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<TableColumn>(
      `select c.relname as table, a.attname as column, format_type(a.atttypid, a.atttypmod) as type,
              not a.attnotnull as nullable, a.atthasdef or a.attidentity <> '' as filled
       from pg_attribute a join pg_class c on c.oid = a.attrelid
       where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v') and a.attnum > 0 and not a.attisdropped`,
    );
    const tables = new Map<string, Map<string, TableColumn>>();
    for (const row of rows) tables.set(row.table, (tables.get(row.table) ?? new Map()).set(row.column, row));
    return tables;
  } finally {
    await client.end();
  }
}

function declaredType(source: DataSource, column: ColumnMetadata): string {
  const length = column.length ? `(${column.length})` : "";
  const precision = column.scale === undefined ? "" : `(${column.precision},${column.scale})`;
  return `${source.driver.normalizeType(column)}${length || precision}${column.isArray ? "[]" : ""}`;
}

/**
 * Compares every column that the entities declare with the migrated tables: existence, type, nullability; and looks
 * for columns that must be filled and that an entity of the table does not know.
 */
export async function entityDrift(entities: readonly EntityClass[], url: string): Promise<EntityDrift> {
  const tables = await tableColumns(url);
  const source = new DataSource({ type: "postgres", url, entities: [...entities] as never[], synchronize: false });
  await source.initialize();
  const findings: string[] = [];
  let columns = 0;
  try {
    for (const { name, tableName, columns: declared } of source.entityMetadatas) {
      const table = tables.get(tableName);
      if (!table) {
        findings.push(`${name}: there is no table ${tableName}`);
        continue;
      }
      const known = declared.filter((column) => !column.isVirtualProperty);
      for (const column of known) {
        columns += 1;
        const found = table.get(column.databaseName);
        const where = `${name}.${column.propertyName} (${tableName}.${column.databaseName})`;
        if (!found) {
          findings.push(`${where}: there is no such column`);
          continue;
        }
        const type = declaredType(source, column);
        if (type !== found.type) findings.push(`${where}: declared ${type}, in the table ${found.type}`);
        if (column.isNullable !== found.nullable) {
          findings.push(
            `${where}: ${found.nullable ? "may be null in the table, not as declared" : "declared nullable, in the table not null"}`,
          );
        }
      }
      const names = new Set(known.map((column) => column.databaseName));
      for (const { column, nullable, filled } of table.values()) {
        if (!nullable && !filled && !names.has(column))
          findings.push(`${name}: ${tableName}.${column} must be filled and is not declared`);
      }
    }
  } finally {
    await source.destroy();
  }
  return { columns, findings };
}
