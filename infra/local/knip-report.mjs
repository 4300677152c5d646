// @ts-check
// Knip's findings as one JSON line, with the number of files it read: its own reporters leave that out.

/** @param {import("knip").ReporterOptions} options */
export default function report({ report: kinds, issues, counters }) {
  /** @type {string[]} */
  const findings = [];
  for (const [kind, wanted] of Object.entries(kinds)) {
    const found = wanted ? /** @type {Record<string, unknown>} */ (issues)[kind] : undefined;
    if (found === undefined || found === null) continue;
    for (const [file, symbols] of Object.entries(found)) {
      const names = Object.keys(symbols);
      if (names.length > 0) findings.push(`${kind}: ${file} ${names.join(", ")}`);
    }
  }
  process.stdout.write(`${JSON.stringify({ seen: counters.total, findings })}\n`);
}
