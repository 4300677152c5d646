import type { HistoricStay, History } from "./history.factory.ts";

export interface CountedThing {
  /** `own 0`, `partner 1`: a program by its place in the history. */
  readonly program: string;
  readonly level: string;
  readonly payer: number | null;
  readonly substance: number | null;
  readonly band: number | null;
  readonly numerator: number;
  readonly denominator: number;
  readonly baseline: number;
  readonly apart: number;
}

export interface OracleQuestion {
  readonly from: string;
  readonly to: string;
  readonly now: Date;
  readonly at: Date;
  readonly direction: "SENT" | "RECEIVED";
  readonly partner: number | null;
}

const DAY = 86_400_000;
export const plus = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);
export const apartBy = (earlier: string, later: string): number => (Date.parse(later) - Date.parse(earlier)) / DAY;
const formats = new Map<string, Intl.DateTimeFormat>();
/** The day on a wall calendar somewhere. */
export function dayAt(instant: string | Date, zone: string): string {
  const format = formats.get(zone) ?? new Intl.DateTimeFormat("en-CA", { timeZone: zone, dateStyle: "short" });
  formats.set(zone, format);
  return format.format(new Date(instant));
}

/** What the oracle knows of a history before it counts anything. */
export class OracleWorld {
  protected readonly history: History;
  protected readonly asked: OracleQuestion;

  constructor(history: History, asked: OracleQuestion) {
    this.history = history;
    this.asked = asked;
  }

  protected inWindow(day: string | null): day is string {
    return day !== null && this.asked.from <= day && day < this.asked.to;
  }

  protected zone(program: number): string {
    return this.history.programs[program]?.zone ?? "";
  }

  protected today(stay: HistoricStay): string {
    return dayAt(this.asked.now, this.zone(stay.program));
  }

  protected counts(stay: HistoricStay): boolean {
    return !stay.voided && !this.history.clients[stay.client]?.voided;
  }

  protected stays(): HistoricStay[] {
    return this.history.stays.filter((stay) => this.counts(stay));
  }

  /** Sessions attended in a stay: where, on which day, when. */
  protected attended(stay: HistoricStay): { program: number; day: string; at: number }[] {
    const own = this.history.stays.indexOf(stay);
    return this.history.attendances
      .filter((attendance) => attendance.stay === own && ["ATTENDED", "PARTIAL"].includes(attendance.state))
      .map((attendance) => {
        const session = this.history.sessions[attendance.session];
        if (!session) throw new Error("no such session");
        return {
          program: session.program,
          day: dayAt(session.startsAt, this.zone(session.program)),
          at: Date.parse(session.startsAt),
        };
      })
      .toSorted((a, b) => a.at - b.at);
  }

  protected payer(stay: HistoricStay): number {
    const told = stay.admission["PRIMPAY"];
    if (typeof told === "number" && told >= 1 && told <= 7) return told;
    const day = this.admission(stay);
    const covering = (this.history.clients[stay.client]?.coverages ?? [])
      .filter((coverage) => coverage.from <= day && (coverage.to === null || coverage.to > day))
      .toSorted((a, b) => (a.from < b.from ? 1 : -1));
    return covering[0]?.payer ?? -9;
  }

  protected substance(stay: HistoricStay): number {
    const told = stay.admission["SUB1"];
    if (typeof told === "number" && told >= 1 && told <= 19) return told;
    return this.toldBy(stay.client, this.admission(stay)) ?? -9;
  }

  protected toldBy(client: number, day: string): number | null {
    const { told = [], substance = null } = this.history.clients[client] ?? {};
    const before = told.filter((telling) => telling.on <= day).toSorted((a, b) => a.on.localeCompare(b.on));
    return before.at(-1)?.substance ?? substance;
  }

  protected admission(stay: HistoricStay): string {
    return stay.firstSessionOn ?? dayAt(stay.requestedAt, this.zone(stay.program));
  }

  /** Where a stay was on a day: in its placement begun last, or where it is. */
  protected where(stay: HistoricStay, day: string): { program: number; edition: string; level: string } {
    const begun = stay.placements.filter((placement) => !placement.superseded && placement.from <= day);
    const last = begun.toSorted(
      (a, b) => a.from.localeCompare(b.from) || (a.to ?? "9999").localeCompare(b.to ?? "9999"),
    );
    const program = this.history.programs[stay.program];
    return last.at(-1) ?? { program: stay.program, edition: program?.edition ?? "", level: program?.level ?? "" };
  }

  protected thing(
    stay: HistoricStay,
    day: string,
    counts: { numerator: number; denominator?: number; baseline?: number; apart?: number; band?: number },
    elsewhere?: { program: number; edition: string; level: string },
  ): CountedThing {
    const where = elsewhere ?? this.where(stay, day);
    return {
      program: `own ${where.program}`,
      level: `${where.edition} ${where.level}`,
      payer: this.payer(stay),
      substance: this.substance(stay),
      band: counts.band ?? null,
      numerator: counts.numerator,
      denominator: counts.denominator ?? 1,
      baseline: counts.baseline ?? 0,
      apart: counts.apart ?? 0,
    };
  }
}
