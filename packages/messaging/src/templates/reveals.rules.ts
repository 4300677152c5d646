/**
 * Words that tell a bystander what the sender treats. A message, its subject and the name of its sender must hold none
 * of them: an envelope is read by family, employers and mail providers (42 CFR 2.12(a)(1): information that identifies
 * a person as having had a substance use disorder).
 */
const REVEALING: readonly RegExp[] = [
  /\baddict/i,
  /\balcohol/i,
  /\bdrugs?\b/i,
  /\bsubstances?\b/i,
  /\brecover(y|ing)\b/i,
  /\brehab/i,
  /\btreat(ment|ed|ing|s)?\b/i,
  /\bdetox/i,
  /\bsob(er|riety)/i,
  /\brelaps/i,
  /\boverdos/i,
  /\bwithdrawal\b/i,
  /\b(opi(oid|ate)|heroin|cocaine|fentanyl|meth(adone|amphetamine)?|cannabis|marijuana)s?\b/i,
  /\b(buprenorphine|suboxone|naloxone|narcan|naltrexone|vivitrol)\b/i,
  /\bcounsel(l?ing|l?or)/i,
  /\btherap(y|ist|ies|eutic)/i,
  /\bclinic(al|s|ian)?\b/i,
  /\b(out|in)patient/i,
  /\bpatients?\b/i,
  /\bresidential\b/i,
  /\bdischarge/i,
  /\bdiagnos/i,
  /\b(mental|behaviou?ral)[ -]+health/i,
  /\bpsych/i,
  /\b(twelve|12)[ -]?steps?\b/i,
  /\blevels? of care\b/i,
  /\baftercare\b/i,
  /\balumn(i|us|a|ae)\b/i,
  /\b(IOP|PHP|MAT|MOUD|SUD|AUD|OUD|AA|NA)\b/,
];

/**
 * What of `text` would reveal treatment, as written there; empty when nothing does. Styled letters and soft hyphens are
 * read as the plain ones they look like.
 */
export function reveals(text: string): string[] {
  const plain = text
    .normalize("NFKC")
    .replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, "")
    .replace(/[‐-―_]/g, "-");
  return REVEALING.flatMap((pattern) => pattern.exec(plain)?.[0] ?? []);
}

const NEUTRAL_SENDER = "Message service";

/** The name a message goes out under: the alias an organisation chose, unless it tells what must not be told. */
export function senderName(alias: string): string {
  return alias.trim() === "" || reveals(alias).length > 0 ? NEUTRAL_SENDER : alias.trim();
}
