import { writeFile } from "node:fs/promises";
import type { DirectoryPlan } from "@causeway/care";
import { importDirectory, planDirectory, readDirectory, readServiceCodes } from "@causeway/care";
import { Database, databaseUrls } from "@causeway/database";
import { readConfig } from "@causeway/kernel";
import type { Command } from "../command.ts";
import { UsageError, optionsOf } from "../command.ts";
import { startProgress } from "../progress.ts";

export const importCommand: Command = {
  name: "import",
  summary: "take in a national directory: organisations, sites, programs",
  usage: `causeway import --directory FILE --codes FILE [--not-taken FILE] [--dry-run] [--json]

  --directory FILE   CSV or gzip CSV with the columns of SAMHSA's National Directory
  --codes FILE       CSV with the meaning of its service codes
  --not-taken FILE   where the rows that were not taken are listed as CSV (default: standard output)
  --dry-run          read, plan and report; write nothing
  --json             answer as JSON

Organisations come in as listed, not live: each still has to sign. Running it again changes nothing.`,
  async run(args, env) {
    const options = optionsOf(args, {
      directory: { type: "string" },
      codes: { type: "string" },
      "not-taken": { type: "string" },
      "dry-run": { type: "boolean" },
      json: { type: "boolean" },
    });
    if (!options.directory || !options.codes) throw new UsageError("Both --directory and --codes are needed.");
    const plan = await planFromFiles(options.directory, options.codes);
    const counts = countsOf(plan);
    let made = null;
    if (!options["dry-run"]) {
      const config = readConfig(env);
      const db = await Database.open({ urls: databaseUrls(config), entities: [], poolSize: 8 });
      const stopping = new AbortController();
      const stop = (): void => stopping.abort(new Error("stopped"));
      process.once("SIGINT", stop).once("SIGTERM", stop);
      const bar = startProgress("import", plan.organisations.length);
      try {
        made = await importDirectory(db, plan, { onProgress: (done) => bar.update(done), signal: stopping.signal });
      } catch (error) {
        if (!stopping.signal.aborted) throw error;
        process.stderr.write("Stopped. What was written stays; the next run goes on from here.\n");
        return 1;
      } finally {
        bar.stop();
        await db.close();
      }
    }
    const notTaken = notTakenCsv(plan);
    if (options["not-taken"]) await writeFile(options["not-taken"], notTaken);
    if (options.json) {
      process.stdout.write(
        `${JSON.stringify({ ...counts, new: made, refusals: plan.refusals, remarks: plan.remarks }, null, 2)}\n`,
      );
      return 0;
    }
    process.stdout.write(
      [
        `rows read       ${counts.rowsRead}`,
        `rows taken      ${counts.rowsTaken}`,
        `rows refused    ${counts.rowsRefused}`,
        `organisations   ${counts.organisations} (${counts.spellings} spellings)`,
        `sites           ${counts.sites}`,
        `programs        ${counts.programs}`,
        `shared address  ${counts.sharedAddress} rows repeat name, street and ZIP of another`,
        `no setting      ${counts.noSetting} sites without a program`,
        made
          ? `new             ${made.organisations} organisations, ${made.sites} sites, ${made.programs} programs`
          : "dry run         nothing written",
        "",
        ...(options["not-taken"] ? [] : [notTaken]),
      ].join("\n"),
    );
    return 0;
  },
};

/** Reads both files whole before anything is written. */
export async function planFromFiles(directory: string, codes: string): Promise<DirectoryPlan> {
  const list = await readServiceCodes(codes);
  return planDirectory(await readDirectory(directory), list);
}

export function countsOf(plan: DirectoryPlan) {
  const sites = plan.organisations.flatMap((organisation) => organisation.sites);
  const remarked = (remark: string): number => plan.remarks.filter((each) => each.remark === remark).length;
  return {
    rowsRead: plan.rowsRead,
    rowsTaken: sites.length,
    rowsRefused: plan.refusals.length,
    organisations: plan.organisations.length,
    spellings: plan.spellings,
    sites: sites.length,
    programs: sites.reduce((sum, site) => sum + site.programs.length, 0),
    sharedAddress: remarked("SHARED_ADDRESS"),
    noSetting: remarked("NO_SETTING"),
    unknownCodes: remarked("UNKNOWN_CODES"),
  };
}

/** One line a row not taken, and a line for each remark on rows that were. No names: the line number finds the row. */
function notTakenCsv(plan: DirectoryPlan): string {
  const lines = ["line,taken,reason,detail"];
  for (const { line, reason, sameAsLine } of plan.refusals) {
    lines.push(`${line},no,${reason},${sameAsLine === undefined ? "" : `line ${sameAsLine}`}`);
  }
  for (const { line, remark, detail } of plan.remarks) {
    lines.push(`${line},yes,${remark},${remark === "SHARED_ADDRESS" ? `line ${detail}` : (detail ?? "")}`);
  }
  return `${lines.join("\n")}\n`;
}
