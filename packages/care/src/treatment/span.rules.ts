/** Days a fact holds, YYYY-MM-DD; the end is the first day it no longer does, null while it goes on. */
export interface Span {
  readonly startsOn: string;
  readonly endsOn: string | null;
}

export function overlap(a: Span, b: Span): boolean {
  return (a.endsOn === null || a.endsOn > b.startsOn) && (b.endsOn === null || b.endsOn > a.startsOn);
}

/** What is left of a span that another is laid over: nothing, a part, or one on each side. */
export function remainders(span: Span, over: Span): Span[] {
  if (!overlap(span, over)) return [span];
  const left: Span[] = [];
  if (span.startsOn < over.startsOn) left.push({ startsOn: span.startsOn, endsOn: over.startsOn });
  if (over.endsOn !== null && (span.endsOn === null || span.endsOn > over.endsOn))
    left.push({ startsOn: over.endsOn, endsOn: span.endsOn });
  return left;
}
