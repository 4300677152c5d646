import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { invalid } from "@causeway/kernel";
import { parse } from "csv-parse";
import type { ServiceCode } from "./directory-codes.rules.ts";
import type { DirectoryRow } from "./directory.rules.ts";
import { DIRECTORY_COLUMNS } from "./directory.rules.ts";

/**
 * Streams a CSV file, plain or gzip, into records. All of it is read before the caller sees any: a file that breaks in
 * the middle is refused whole.
 * @param required columns that the header must have
 * @param option name of what was asked for, used in messages: `directory`
 * @throws DomainError INVALID naming the option and what is wrong: missing, not readable, broken gzip, columns, quoting
 */
export async function readCsv<C extends string>(
  path: string,
  required: readonly C[],
  option: string,
): Promise<Record<C, string>[]> {
  const gzip = await isGzip(path, option);
  const records: Record<C, string>[] = [];
  const parser = parse({
    bom: true,
    columns: (header: string[]) => {
      const missing = required.filter((column) => !header.includes(column));
      if (missing.length > 0)
        throw invalid([option], `The ${option} file lacks the column ${missing.join(", ")}.`, "COLUMNS");
      return header.map((column) => ((required as readonly string[]).includes(column) ? column : false));
    },
    skip_empty_lines: true,
  });
  const collect = async (source: AsyncIterable<Record<C, string>>): Promise<void> => {
    for await (const record of source) records.push(record);
  };
  try {
    const source = createReadStream(path);
    await (gzip ? pipeline(source, createGunzip(), parser, collect) : pipeline(source, parser, collect));
  } catch (error) {
    throw refusal(error, option);
  }
  if (records.length === 0) throw invalid([option], `The ${option} file has no rows.`, "EMPTY");
  return records;
}

/** The text lines of a file, plain or gzip, read whole before the caller sees any. */
export async function readLines(path: string, option: string): Promise<string[]> {
  const gzip = await isGzip(path, option);
  const parts: Buffer[] = [];
  const collect = async (source: AsyncIterable<Buffer>): Promise<void> => {
    for await (const part of source) parts.push(part);
  };
  try {
    const source = createReadStream(path);
    await (gzip ? pipeline(source, createGunzip(), collect) : pipeline(Readable.from(source), collect));
  } catch (error) {
    throw refusal(error, option);
  }
  return Buffer.concat(parts)
    .toString("utf8")
    .split("\n")
    .filter((line) => line.trim() !== "");
}

export function readDirectory(path: string): Promise<DirectoryRow[]> {
  return readCsv(path, DIRECTORY_COLUMNS, "directory");
}

/** The code list, by code. */
export async function readServiceCodes(path: string): Promise<ReadonlyMap<string, ServiceCode>> {
  const rows = await readCsv(path, ["category_code", "service_code", "service_name"], "codes");
  return new Map(
    rows.map((row) => {
      const code = row.service_code.trim();
      return [code, { category: row.category_code.trim(), code, name: row.service_name.trim() }];
    }),
  );
}

async function isGzip(path: string, option: string): Promise<boolean> {
  try {
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0);
      return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
    } finally {
      await file.close();
    }
  } catch (error) {
    throw refusal(error, option);
  }
}

/** Never with the content of the file: a line of it may be a person's. */
function refusal(error: unknown, option: string): unknown {
  const { code = "", name } = error as { code?: string; name?: string };
  if (name === "DomainError") return error;
  if (code === "ENOENT") return invalid([option], `There is no ${option} file at the path given.`, "MISSING");
  if (code === "EISDIR") return invalid([option], `The path given for ${option} is a folder.`, "MISSING");
  if (code === "EACCES") return invalid([option], `The ${option} file may not be read.`, "MISSING");
  if (code.startsWith("Z_"))
    return invalid([option], `The ${option} file is broken: its gzip data ends early or is damaged.`, "GZIP");
  if (code.startsWith("CSV_")) {
    const { lines } = error as { lines?: number };
    return invalid(
      [option],
      `The ${option} file is not a sound CSV file${lines ? ` near line ${lines}` : ""} (${code}).`,
      "CSV",
    );
  }
  return error;
}
