import pg from "pg";

/** Texts of the statements that this process sends to PostgreSQL from now on, in order. */
export function recordStatements(): { readonly statements: string[]; stop(): void } {
  const statements: string[] = [];
  const prototype = pg.Client.prototype as unknown as { query: (...args: unknown[]) => unknown };
  const { query } = prototype;
  prototype.query = function record(this: unknown, ...args: unknown[]) {
    const [asked] = args;
    statements.push(typeof asked === "string" ? asked : ((asked as { text?: string }).text ?? "a cursor"));
    return query.apply(this, args);
  };
  return { statements, stop: () => void (prototype.query = query) };
}
