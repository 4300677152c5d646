import { mkdirSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { importDirectory, planDirectory, readDirectory, readServiceCodes } from "@causeway/care";
import { Database, verifyAudit } from "@causeway/database";
import pg from "pg";
import type { Command } from "../command.ts";
import { EXIT, UsageError, optionsOf, wholeNumber } from "../command.ts";
import { countsOf } from "../import/import-directory.ts";
import { startProgress } from "../progress.ts";
import { seeded } from "../seeded.ts";
import { admitAll, firstSessions } from "./admissions.ts";
import { ApiPerson } from "./api-person.ts";
import { arrivedOf, attendingOf, changedOf, joinGroups, publishTimetables, recordSessions } from "./attending.ts";
import { callAlumni } from "./check-ins.ts";
import type { Counted } from "./count-teds.ts";
import { countDischarges, countDischargesOfFile } from "./count-teds.ts";
import type { Replayed } from "./discharges.ts";
import { changeLevels, dischargeOn } from "./discharges.ts";
import { accountingIsWhole } from "./accounting.ts";
import { everyDisclosureHasBasis, everyReadHasItsLine, nothingTellsWho } from "./disclosure-invariants.query.ts";
import { generateInput } from "./generated.ts";
import type { Finding } from "./invariants.query.ts";
import { checkInvariants, receiverAgrees } from "./invariants.query.ts";
import { outcomesAgree, readMetrics, readOutcomes } from "./metrics.ts";
import { networkAgrees, readNetwork } from "./network.ts";
import { bringLive, listen } from "./onboarding.ts";
import { readPeople } from "./people.rules.ts";
import { DISCHARGE_DAYS, offeredBy, planJourney } from "./plan.rules.ts";
import { acknowledgeEnds, referralsGoOn, runReferrals } from "./referral-course.ts";
import type { Report } from "./report.ts";
import { readFigures, reportText } from "./report.ts";
import { openStage } from "./stage.ts";
import type { Stage } from "./stage.ts";
import type { Sweep } from "./sweep.ts";
import { openSweep, sweepFindings } from "./sweep.ts";
import { codeTeds, readTeds } from "./teds.rules.ts";
import type { Referrals } from "./under-way.ts";
import { beginReferrals } from "./under-way.ts";

/** A Monday, in the morning of every zone of the country. */
const START = new Date("2026-03-02T17:00:00Z");
const DAY = 86_400_000;
const REFERRAL_DAY = 7;
/** Stays end on three days; a week and a day after each, and a month after the last, check-ins are due. */
const DAYS_AFTER = [14, 22, 28, 36, 42, 50, 82];
const MOST_ORGANISATIONS = 60;

export const journeyCommand: Command = {
  name: "journey",
  summary: "run the main job end to end, in a deployment of its own, and check what must be true",
  usage: `causeway journey [--directory FILE --codes FILE --teds FILE --people FILE] [--organisations N] [--seed TEXT] [--json]

  --directory FILE     SAMHSA's National Directory, CSV or gzip CSV
  --codes FILE         the meaning of its service codes, CSV
  --teds FILE          TEDS-D discharges with labels, CSV or gzip CSV
  --people FILE        FHIR R4 Patients, NDJSON or gzip NDJSON: names alone are used
  --organisations N    at most so many organisations take clients (default ${MOST_ORGANISATIONS})
  --seed TEXT          what is not in the files is drawn from it (default: journey)
  --json               answer as JSON

Without files the input is generated. Starts its own database (in .causeway/journey), API, worker, mail server and
webhook receiver, on a clock that it moves. Ends with a table; the exit status is 0 when nothing is violated.`,
  async run(args, env) {
    const options = optionsOf(args, {
      directory: { type: "string" },
      codes: { type: "string" },
      teds: { type: "string" },
      people: { type: "string" },
      organisations: { type: "string" },
      seed: { type: "string" },
      json: { type: "boolean" },
    });
    const files = [options.directory, options.codes, options.teds, options.people];
    if (files.some(Boolean) && !files.every(Boolean)) {
      throw new UsageError("--directory, --codes, --teds and --people go together: all of them, or none.");
    }
    const seed = options.seed ?? "journey";
    const chance = seeded(seed);
    const [directory = "", codes = "", teds = "", people = ""] = files;
    const say = (words: string): void => void (options.json ? undefined : process.stderr.write(`${words}\n`));
    // Everything is read and understood before anything is started or written.
    const read = directory
      ? {
          codes: await readServiceCodes(codes),
          directory: await readDirectory(directory),
          teds: await readTeds(teds),
          people: await readPeople(people),
          counted: countDischargesOfFile(teds),
        }
      : generated(chance);
    const folder = resolve(env["CAUSEWAY_HOME"] ?? ".causeway", "journey");
    mkdirSync(folder, { recursive: true, mode: 0o711 });
    const report = await runJourney({
      ...read,
      seed,
      folder,
      organisations: wholeNumber("organisations", options.organisations, 1) ?? MOST_ORGANISATIONS,
      say,
    });
    writeFileSync(resolve(folder, "report.json"), JSON.stringify(report, null, 2));
    process.stdout.write(options.json ? `${JSON.stringify(report, null, 2)}\n` : reportText(report));
    const broken = report.findings.filter(isBroken);
    if (broken.length > 0) process.stderr.write(`Violated: ${broken.map((finding) => finding.invariant).join("; ")}\n`);
    return broken.length > 0 ? EXIT.failed : EXIT.done;
  },
};

/** Violated, or nothing to look at, which proves nothing. */
export function isBroken(finding: Finding): boolean {
  return finding.violations > 0 || finding.checked === 0;
}

function generated(chance: ReturnType<typeof seeded>) {
  const { tedsFile, ...input } = generateInput(chance, { facilities: 90, discharges: 120 });
  return { ...input, counted: countDischarges(tedsFile) };
}

export interface JourneyInput {
  readonly directory: Parameters<typeof planDirectory>[0];
  readonly codes: Parameters<typeof planDirectory>[1];
  readonly teds: Parameters<typeof codeTeds>[0];
  readonly people: Parameters<typeof planJourney>[2];
  /** The discharges, counted by other code. */
  readonly counted: Counted;
  readonly seed: string;
  readonly folder: string;
  readonly organisations: number;
  readonly say: (words: string) => void;
}

export async function runJourney(input: JourneyInput): Promise<Report> {
  const chance = seeded(input.seed);
  const seconds: Record<string, number> = {};
  const stage = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const began = performance.now();
    const result = await work();
    seconds[name] = (performance.now() - began) / 1000;
    input.say(`  ${name.padEnd(44)}${seconds[name].toFixed(1).padStart(7)} s`);
    return result;
  };
  const directory = planDirectory(input.directory, input.codes);
  const { discharges, refusals } = codeTeds(input.teds);
  const offered = offeredBy(directory);
  const plan = planJourney(discharges, offered, input.people, chance, input.organisations);
  const place = await stage("start database, API and worker", () => openStage({ folder: input.folder, start: START }));
  let sweep: Sweep | undefined;
  try {
    await stage("import the directory", () => importAll(place, directory));
    const again = await stage("import it again", () => importAll(place, directory));
    if (again.organisations + again.sites + again.programs > 0) throw new Error("importing again wrote something");
    const participants = await stage("organisations go live", () => bringLive(place, plan.cases));
    await listen(place, plan.cases, participants);
    const stories = await stage("clients admitted", () => admitAll(place, plan.cases, participants));
    const timetables = await stage("timetables", () => publishTimetables(place, plan.cases, participants, chance));
    const attending = attendingOf(stories);
    const replayed: Replayed = new Map();
    const atDay = (day: number): Promise<void> => place.moveClock(new Date(START.getTime() + day * DAY));
    await stage("first sessions", async () => {
      await place.moveClock(new Date(START.getTime() + 3 * 3_600_000));
      const starting = stories.map(({ case: { program }, enrollmentId }) => ({ ...program, enrollmentId }));
      await firstSessions(place, "first sessions", starting, participants);
      await joinGroups(attending, timetables, participants);
      await place.idle();
    });
    // Looks at what anybody can read of others from now on, whatever else is done.
    sweep = await openSweep({
      adminUrl: place.adminUrl,
      appUrl: place.urls.app,
      clock: place.clock,
      chance: chance.of("sweep"),
    });
    const referrals = beginReferrals(place, sweep, participants, offered);
    await stage("referrals sent, answered, arrived", async () => {
      await atDay(REFERRAL_DAY);
      await runReferrals(referrals, stories);
      const arrived = arrivedOf(stories);
      attending.push(...arrived);
      await joinGroups(arrived, timetables, participants);
    });
    let linesRecorded = 0;
    for (const day of DAYS_AFTER) {
      const ends = (DISCHARGE_DAYS as readonly number[]).includes(day);
      await stage(`day ${day}: deadlines, ${ends ? "discharges" : "check-ins"}`, async () => {
        await atDay(day);
        if (ends) {
          linesRecorded += await recordSessions(place, day, attending, participants, chance);
          await dischargeOn(place, day, stories, participants, replayed);
        }
        if (day === DISCHARGE_DAYS[0]) {
          await changeLevels(place, stories, participants);
          const changed = changedOf(stories);
          attending.push(...changed);
          await joinGroups(changed, timetables, participants);
        }
        if (!ends) await callAlumni(stories, participants, place.clock.now().toISOString().slice(0, 10), chance);
        await place.idle();
        await referralsGoOn(referrals, `day ${day}`);
        await acknowledgeEnds(referrals);
        await place.idle();
      });
    }
    const swept = await sweep.end();
    const window = { from: dayText(START), to: dayText(place.clock.now()) };
    const metrics = await stage("metrics", () => readMetrics(participants, window));
    const outcomes = await stage("outcomes", () => readOutcomes(participants, window, replayed));
    const network = await stage("network", () => readNetwork(place.admin, participants, window));
    const findings = await stage("invariants", () => invariants(place, replayed, input.counted));
    findings.push(outcomesAgree(outcomes, input.counted.outcomes), ...sweepFindings(swept));
    findings.push(networkAgrees(network), ...(await disclosuresOf(place, referrals)));
    return {
      seed: input.seed,
      directory: countsOf(directory),
      refusedRows: directory.refusals,
      teds: {
        read: input.teds.length,
        replayed: replayed.size,
        refused: refusals.length,
        unplaced: plan.unplaced.length,
      },
      figures: await readFigures(place.admin),
      metrics,
      outcomes: { ...outcomes, counted: input.counted.outcomes },
      receiver: place.receiver.facts,
      mails: place.mailroom.received.length,
      requests: ApiPerson.sent.requests,
      invented: {
        ...plan.invented,
        "attendance at a session": linesRecorded,
        "part of the day of a timetable": timetables.size,
      },
      referrals: { happened: referrals.happened, reads: referrals.reads },
      network,
      swept,
      seconds,
      findings,
    };
  } catch (error) {
    if (place.isStopping()) await new Promise(() => undefined);
    throw error;
  } finally {
    await sweep?.end().catch(() => undefined);
    await place.close();
  }
}

function dayText(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}

async function importAll(place: Stage, directory: ReturnType<typeof planDirectory>) {
  const db = await Database.open({ urls: place.urls, entities: [], clock: place.clock, poolSize: 8 });
  const bar = startProgress("import", directory.organisations.length);
  try {
    return await importDirectory(db, directory, { onProgress: (done) => bar.update(done) });
  } finally {
    bar.stop();
    await db.close();
  }
}

/** What must be true of all that was disclosed, and of the audit. */
async function disclosuresOf(place: Stage, { reads, sent }: Referrals): Promise<Finding[]> {
  const audit = await verifyAudit({ url: place.adminUrl });
  return [
    await everyDisclosureHasBasis(place.admin),
    await everyReadHasItsLine(place.admin, reads.open + reads.threads),
    await accountingIsWhole(place.admin, sent),
    await nothingTellsWho(place.admin, place.logs()),
    {
      invariant: "the audit's chains hold",
      checked: audit.chains.reduce((sum, chain) => sum + chain.entries, 0),
      violations: audit.findings.length,
      examples: audit.findings.slice(0, 5).map((found) => JSON.stringify(found)),
    },
  ];
}

async function invariants(place: Stage, replayed: Replayed, counted: Counted): Promise<Finding[]> {
  const app = new pg.Client({ connectionString: place.urls.app });
  await app.connect();
  try {
    const findings = await checkInvariants({ admin: place.admin, app, replayed, counted: counted.reasons });
    return [...findings, await receiverAgrees(place.admin, place.receiver.taken)];
  } finally {
    await app.end();
  }
}
