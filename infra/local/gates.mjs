// @ts-check
// The checks on the structure of the code. Each tells how many modules it saw: a gate that sees none finds nothing.
import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { repository } from "./install.mjs";

/**
 * @typedef {object} Verdict
 * @property {number} seen modules the gate read
 * @property {string[]} findings what is wrong; empty when all is well
 */

/**
 * @param {string} program
 * @param {readonly string[]} args
 * @param {string} root
 * @param {Record<string, string>} [also] further variables
 * @returns {Promise<{ out: string, all: string, status: number | null }>}
 */
function run(program, args, root, also = {}) {
  return new Promise((resolve, reject) => {
    const quiet = { NO_COLOR: "1", FORCE_COLOR: "0", TURBO_TELEMETRY_DISABLED: "1", DO_NOT_TRACK: "1" };
    const env = { ...process.env, ...quiet, ...also };
    const child = spawn(program, args, { cwd: root, env });
    let out = "";
    let all = "";
    child.stdout.setEncoding("utf8").on("data", (/** @type {string} */ text) => {
      out += text;
      all += text;
    });
    child.stderr.setEncoding("utf8").on("data", (/** @type {string} */ text) => (all += text));
    child.once("error", reject);
    child.once("close", (status) => resolve({ out, all, status }));
  });
}

/**
 * @param {string} program a program of node_modules/.bin
 * @param {readonly string[]} args
 * @param {string} root
 * @param {Record<string, string>} [also] further variables
 */
function tool(program, args, root, also) {
  return run(join(repository, "node_modules", ".bin", program), args, root, also);
}

/**
 * Every TypeScript source of apps and packages (declarations alone left out), found without any of the tools.
 * @param {string} root
 * @returns {string[]} paths below `root`
 */
export function sources(root) {
  return ["apps", "packages"]
    .flatMap((room) =>
      existsSync(join(root, room)) ? readdirSync(join(root, room)).map((name) => join(root, room, name, "src")) : [],
    )
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && /(?<![.]d)[.]tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .sort();
}

/**
 * @param {string} output
 * @param {RegExp} pattern whose first group is a number
 */
function numberIn(output, pattern) {
  return Number(pattern.exec(output)?.[1] ?? 0);
}

/**
 * @param {string} output
 * @param {number | null} status
 * @param {number} [limit]
 */
function lines(output, status, limit = 40) {
  if (status === 0) return [];
  const said = output.split("\n").filter((line) => line.trim());
  return said.length > 0 ? said.slice(0, limit) : [`ended with ${status}`];
}

/** Types of sources, tests and infrastructure. @param {string} root @returns {Promise<Verdict>} */
export async function types(root) {
  const results = [];
  for (const project of ["tsconfig.check.json", "infra/tsconfig.json"]) {
    if (existsSync(join(root, project))) results.push(await tool("tsc", ["-p", project, "--listFiles"], root));
  }
  const files = results
    .flatMap(({ out }) => out.split("\n"))
    .filter((line) => line.startsWith("/") && !line.includes("/node_modules/"));
  const findings = results.flatMap(({ out, all, status }) =>
    lines(out.includes("error") ? out : all, status, Infinity).filter((line) => !line.startsWith("/")),
  );
  return { seen: new Set(files).size, findings };
}

/** @param {string} root @returns {Promise<Verdict>} */
export async function format(root) {
  const { all, status } = await tool("oxfmt", ["--check"], root);
  return { seen: numberIn(all, /on (\d+) files/), findings: lines(all, status) };
}

/** @param {string} root @returns {Promise<Verdict>} */
export async function lint(root) {
  const { all, status } = await tool("oxlint", ["--deny-warnings"], root);
  return { seen: numberIn(all, /on (\d+) files/), findings: lines(all, status, 60) };
}

/** The arrows between packages, by the tags in turbo.json. @param {string} root @returns {Promise<Verdict>} */
export async function boundaries(root) {
  const { all, status } = await tool("turbo", ["boundaries", "--no-color"], root);
  return { seen: numberIn(all, /Checked (\d+) files/), findings: lines(all, status, 60) };
}

/** Cycles, and the arrows inside packages. @param {string} root @returns {Promise<Verdict>} */
export async function cycles(root) {
  const config = join(repository, ".dependency-cruiser.cjs");
  const rooms = ["apps", "packages"].filter((room) => existsSync(join(root, room)));
  const readTsx = { NODE_OPTIONS: `--require ${join(repository, "infra", "local", "read-tsx.cjs")}` };
  const { out, all } = await tool("depcruise", ["--config", config, "--output-type", "json", ...rooms], root, readTsx);
  if (!out.startsWith("{")) return { seen: 0, findings: lines(all, 1) };
  const { modules, summary } = JSON.parse(out);
  const seen = new Set(modules.map((/** @type {{ source: string }} */ module) => module.source));
  const violations = /** @type {{ rule: { name: string }, from: string, to: string }[]} */ (summary.violations);
  return {
    seen: sources(root).filter((path) => seen.has(path)).length,
    findings: violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`),
  };
}

/** Files, exports and dependencies that nothing uses. @param {string} root @returns {Promise<Verdict>} */
export async function deadCode(root) {
  const reporter = join(repository, "infra", "local", "knip-report.mjs");
  const { out, all } = await tool("knip", ["--no-progress", "--no-config-hints", "--reporter", reporter], root);
  const report = out.split("\n").find((line) => line.startsWith('{"seen"'));
  return report ? JSON.parse(report) : { seen: 0, findings: lines(all, 1) };
}

/** The committed schema against the one the built code makes. @param {string} root @returns {Promise<Verdict>} */
export async function schema(root) {
  const program = pathToFileURL(join(root, "apps", "api", "dist", "print-schema.js")).href;
  const print = `const { printedSchema } = await import(${JSON.stringify(program)}); process.stdout.write(printedSchema());`;
  const { out, all, status } = await run(process.execPath, ["--input-type=module", "-e", print], root);
  if (status !== 0) return { seen: 0, findings: lines(all, status) };
  const committed = join(root, "apps", "api", "schema.graphql");
  return compareSchemas(existsSync(committed) ? readFileSync(committed, "utf8") : "", out);
}

/**
 * @param {string} committed
 * @param {string} made
 * @returns {Verdict} `seen` counts the types of the schema
 */
export function compareSchemas(committed, made) {
  const trim = (/** @type {string} */ text) => text.trim().split("\n");
  const [before, after] = [trim(committed), trim(made)];
  const known = new Set(before);
  const wanted = new Set(after);
  const findings = [
    ...after.filter((line) => !known.has(line)).map((line) => `in the code only: ${line}`),
    ...before.filter((line) => !wanted.has(line)).map((line) => `committed only: ${line}`),
  ];
  if (findings.length === 0 && before.join("\n") !== after.join("\n")) findings.push("the same lines in another order");
  const seen = after.filter((line) => /^(type|input|enum|interface|union|scalar) /.test(line)).length;
  return { seen, findings: findings.slice(0, 40) };
}

/**
 * Tools come with a build for each platform, named as optional packages. A lock file written where the registry lacks
 * some of them leaves those out, and then `npm ci` refuses it everywhere. @param {string} root @returns {Promise<Verdict>}
 */
export async function lockFile(root) {
  const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
  const entries = /** @type {[string, { optionalDependencies?: Record<string, string> }][]} */ (
    Object.entries(packages)
  );
  const findings = entries.flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !packages[`${path}/node_modules/${name}`] && !packages[`node_modules/${name}`])
      .map((name) => `${path} names ${name}, which has no entry`),
  );
  return { seen: entries.length, findings };
}

/** Every gate with the name it is reported under; `least` says how much it has to have seen. */
export const gates = [
  { name: "lock file", check: lockFile, least: () => 100 },
  { name: "types", check: types, least: (/** @type {string} */ root) => sources(root).length },
  { name: "format", check: format, least: (/** @type {string} */ root) => sources(root).length },
  { name: "lint", check: lint, least: (/** @type {string} */ root) => sources(root).length },
  { name: "package boundaries", check: boundaries, least: (/** @type {string} */ root) => sources(root).length },
  { name: "import cycles and features", check: cycles, least: (/** @type {string} */ root) => sources(root).length },
  { name: "dead code", check: deadCode, least: (/** @type {string} */ root) => sources(root).length },
  { name: "schema.graphql", check: schema, least: () => 20 },
];
