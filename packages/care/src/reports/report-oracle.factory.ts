import type { HistoricStay, History } from "./history.factory.ts";
import type { CountedThing, OracleQuestion } from "./oracle-world.factory.ts";
import { OracleWorld, apartBy, dayAt, plus } from "./oracle-world.factory.ts";

/**
 * Every metric again, slow and obvious: written from its formula over plain lists. Shares nothing with the SQL, nor with
 * the rules of the product: where the two part, one of them is wrong.
 */
class Oracle extends OracleWorld {
  #discharges(): { stay: HistoricStay; on: string; reason: number }[] {
    return this.stays().flatMap((stay) =>
      stay.discharge && this.inWindow(stay.discharge.on) ? [{ stay, ...stay.discharge }] : [],
    );
  }

  #admissions(): { stay: HistoricStay; on: string }[] {
    return this.stays().flatMap((stay) =>
      this.inWindow(stay.firstSessionOn) ? [{ stay, on: stay.firstSessionOn }] : [],
    );
  }

  completion(good: readonly number[], leftOut: readonly number[]): CountedThing[] {
    return this.#discharges()
      .filter(({ reason }) => !leftOut.includes(reason))
      .map(({ stay, on, reason }) => this.thing(stay, on, { numerator: good.includes(reason) ? 1 : 0 }));
  }

  reasons(): CountedThing[] {
    return this.#discharges().map(({ stay, on, reason }) => this.thing(stay, on, { numerator: 1, band: reason }));
  }

  retention(days: number): CountedThing[] {
    return this.#admissions()
      .filter(({ stay, on }) => plus(on, days) <= this.today(stay))
      .map(({ stay, on }) => {
        const still = this.attended(stay).some((session) => session.day >= plus(on, days));
        const done = stay.discharge?.reason === 1 && stay.discharge.on < plus(on, days);
        return this.thing(stay, on, { numerator: still || done ? 1 : 0 });
      });
  }

  lengthOfStay(): CountedThing[] {
    return this.#discharges().flatMap(({ stay, on }) => {
      if (stay.firstSessionOn === null) return [];
      const days = Math.max(1, apartBy(stay.firstSessionOn, on));
      const spans = [45, 60, 90, 120, 180, 365].filter((last) => days > last).length;
      return [this.thing(stay, on, { numerator: days, band: days <= 30 ? days : 31 + spans })];
    });
  }

  daysWaited(): CountedThing[] {
    return this.#admissions().map(({ stay, on }) => {
      const days = apartBy(dayAt(stay.requestedAt, this.zone(stay.program)), on);
      const band = days <= 0 ? 0 : days <= 7 ? 1 : days <= 14 ? 2 : days <= 30 ? 3 : 4;
      return this.thing(stay, on, { numerator: days, band });
    });
  }

  readmission(rank: (edition: string, level: string) => number): CountedThing[] {
    const rankOn = (stay: HistoricStay, day: string): number => {
      const { edition, level } = this.where(stay, day);
      return rank(edition, level);
    };
    return this.#discharges()
      .filter(({ reason }) => reason !== 4)
      .map(({ stay, on }) => {
        const again = this.stays().some(
          (other) =>
            other !== stay &&
            other.client === stay.client &&
            other.firstSessionOn !== null &&
            other.firstSessionOn >= on &&
            other.firstSessionOn <= plus(on, 30) &&
            rankOn(other, other.firstSessionOn) >= rankOn(stay, on),
        );
        return this.thing(stay, on, { numerator: again ? 1 : 0 });
      });
  }

  change(field: string, known: readonly number[], good: readonly number[]): CountedThing[] {
    return this.#discharges().flatMap(({ stay, on }) => {
      const [before, after] = [stay.admission[field], stay.answersAtDischarge[`${field}_D`]];
      if (typeof before !== "number" || typeof after !== "number") return [];
      if (!known.includes(before) || !known.includes(after)) return [];
      return [
        this.thing(stay, on, { numerator: good.includes(after) ? 1 : 0, baseline: good.includes(before) ? 1 : 0 }),
      ];
    });
  }

  noShow(): CountedThing[] {
    return this.history.attendances.flatMap((attendance) => {
      const stay = this.history.stays[attendance.stay];
      const session = this.history.sessions[attendance.session];
      if (!stay || !session || !this.counts(stay)) return [];
      if (!["ATTENDED", "PARTIAL", "NO_SHOW", "LATE_CANCEL"].includes(attendance.state)) return [];
      const day = dayAt(session.startsAt, this.zone(session.program));
      if (!this.inWindow(day)) return [];
      const held = this.history.programs[session.program];
      const placed = stay.placements.some((placement) => !placement.superseded && placement.from <= day);
      const where = placed ? this.where(stay, day) : { edition: held?.edition ?? "", level: held?.level ?? "" };
      return [
        this.thing(
          stay,
          day,
          { numerator: attendance.state === "NO_SHOW" ? 1 : 0 },
          { ...where, program: session.program },
        ),
      ];
    });
  }

  weeks(count: (week: History["weeks"][number]) => { numerator: number; denominator: number }): CountedThing[] {
    return this.history.weeks.flatMap((week) => {
      const stay = this.history.stays[week.stay];
      if (!stay || !this.counts(stay) || !this.inWindow(week.from)) return [];
      if (week.status === "EXEMPT" || Date.parse(week.over) > this.asked.now.getTime()) return [];
      const { edition, level } = this.where(stay, plus(week.from, 6));
      return [this.thing(stay, week.from, count(week), { edition, level, program: week.program })];
    });
  }

  stepDown(): CountedThing[] {
    return this.history.stepDowns.flatMap((step) => {
      const stay = this.history.stays[step.stay];
      const program = this.history.programs[step.to];
      const last = this.history.stepDowns.at(-1) === step;
      if (!stay || !program || !this.counts(stay) || step.type !== "STEP_DOWN") return [];
      if ((step.superseded && !last) || !this.inWindow(step.on)) return [];
      const came = this.attended(stay).some(
        (session) => session.program === step.to && session.day >= step.on && session.day <= plus(step.on, 7),
      );
      return [
        this.thing(
          stay,
          step.on,
          { numerator: came ? 1 : 0 },
          { program: step.to, edition: program.edition, level: program.level },
        ),
      ];
    });
  }

  episodes(enough: (days: { first: number; others: readonly number[] }) => boolean): CountedThing[] {
    return this.history.episodes.flatMap((episode, i) => {
      const stays = this.stays()
        .filter((stay) => stay.episode === i)
        .toSorted((a, b) => Date.parse(a.requestedAt) - Date.parse(b.requestedAt));
      const [first] = stays;
      if (!first || !this.inWindow(episode.openedOn)) return [];
      const sessions = stays
        .flatMap((stay) => this.attended(stay))
        .filter((session) => session.day >= episode.openedOn)
        .toSorted((a, b) => a.at - b.at);
      const [start, ...more] = sessions;
      const good =
        start !== undefined &&
        enough({
          first: apartBy(episode.openedOn, start.day),
          others: more.map((session) => apartBy(start.day, session.day)),
        });
      return [this.thing(first, episode.openedOn, { numerator: good ? 1 : 0 })];
    });
  }

  alumni(): CountedThing[] {
    return this.history.checkIns.flatMap((checkIn) => {
      const stay = this.history.stays[checkIn.stay];
      if (!stay?.discharge || !this.counts(stay)) return [];
      if (!this.inWindow(checkIn.dueOn) || checkIn.dueOn > this.today(stay)) return [];
      const on = checkIn.completedAt === null ? null : dayAt(checkIn.completedAt, this.zone(stay.program));
      const reached = checkIn.state === "REACHED" && on !== null && Math.abs(apartBy(checkIn.dueOn, on)) <= 7;
      const ended = checkIn.state === "CANCELLED";
      return [
        this.thing(stay, stay.discharge.on, {
          numerator: reached ? 1 : 0,
          denominator: ended ? 0 : 1,
          apart: ended ? 1 : 0,
        }),
      ];
    });
  }

  /** Stays that have a place in a program on a day, by placement. */
  #inPlace(program: number, day: string) {
    return this.stays().flatMap((stay) =>
      stay.placements
        .filter((placement) => placement.program === program && !placement.superseded)
        .filter((placement) => placement.from <= day && (placement.to === null || day < placement.to))
        .map((placement) => ({ stay, placement })),
    );
  }

  census(): CountedThing[] {
    return this.history.programs.flatMap(({ zone }, i) => {
      const day = dayAt(this.asked.at, zone);
      return this.#inPlace(i, day).map(({ stay, placement }) =>
        this.thing(stay, day, { numerator: 1, denominator: 0 }, placement),
      );
    });
  }

  utilisation(): CountedThing[] {
    return this.history.programs.flatMap((program, i) => {
      const found: CountedThing[] = [];
      for (let day = this.asked.from; day < this.asked.to; day = plus(day, 1)) {
        if (day < program.openedOn || day > dayAt(this.asked.now, program.zone)) continue;
        if (program.closedOn !== null && day >= program.closedOn) continue;
        const known = program.capacities.filter(({ from }) => from <= day);
        const latest = known
          .map(({ from }) => from)
          .toSorted()
          .at(-1);
        const capacity = known.findLast(({ from }) => from === latest)?.capacity;
        if (capacity === undefined) continue;
        for (const { stay } of this.#inPlace(i, day))
          found.push(this.thing(stay, day, { numerator: 1, denominator: 0 }, { ...program, program: i }));
        found.push({
          program: `own ${i}`,
          level: `${program.edition} ${program.level}`,
          payer: null,
          substance: null,
          band: null,
          numerator: 0,
          denominator: capacity,
          baseline: 0,
          apart: 0,
        });
      }
      return found;
    });
  }

  /** Recipients of the window on the asked side: each with what `count` makes of it, or left out by null. */
  referrals(
    count: (recipient: History["recipients"][number], sentOn: string, today: string) => Partial<CountedThing> | null,
  ): CountedThing[] {
    const { zone, clients, stays } = this.history;
    return this.history.recipients.flatMap((recipient) => {
      const sentOn = dayAt(recipient.sentAt, zone);
      if (recipient.state === "DRAFT" || recipient.direction !== this.asked.direction || !this.inWindow(sentOn))
        return [];
      if (this.asked.partner !== null && this.asked.partner !== recipient.partner) return [];
      const sent = recipient.direction === "SENT";
      const stay = sent || recipient.stay === null ? undefined : stays[recipient.stay];
      if (sent && clients[recipient.client]?.voided) return [];
      const counted = count(recipient, sentOn, dayAt(this.asked.now, zone));
      if (counted === null) return [];
      return [
        {
          program: sent ? `partner ${recipient.partner}` : `own ${recipient.program}`,
          level: `ASAM3 ${recipient.level}`,
          payer: recipient.payer ?? -9,
          substance: sent
            ? (this.toldBy(recipient.client, sentOn) ?? -9)
            : stay && this.counts(stay)
              ? this.substance(stay)
              : -9,
          band: null,
          numerator: 0,
          denominator: 1,
          baseline: 0,
          apart: 0,
          ...counted,
        },
      ];
    });
  }
}

const TAKEN_BACK = ["WITHDRAWN", "CANCELLED"];
const ENDED = ["ATTENDED", "NOT_STARTED", "DECLINED", "CANCELLED", "WITHDRAWN", "EXPIRED"];
const measured = (measure: number | null): Partial<CountedThing> =>
  measure === null ? { denominator: 0, apart: 1 } : { numerator: measure };

/** By the name of the metric. */
export function oracle(
  history: History,
  asked: OracleQuestion,
  rank: (edition: string, level: string) => number,
): Readonly<Record<string, () => CountedThing[]>> {
  const of = new Oracle(history, asked);
  return {
    completionRate: () => of.completion([1], [6]),
    discharges: () => of.reasons(),
    strictCompletionRate: () => of.completion([1], []),
    completionOrTransferRate: () => of.completion([1, 4], [6]),
    retention30: () => of.retention(30),
    retention90: () => of.retention(90),
    lengthOfStay: () => of.lengthOfStay(),
    daysWaited: () => of.daysWaited(),
    readmission30: () => of.readmission(rank),
    abstinenceChange: () => of.change("FREQ1", [1, 2, 3], [1]),
    housingChange: () => of.change("LIVARAG", [1, 2, 3], [2, 3]),
    employmentChange: () => of.change("EMPLOY", [1, 2, 3, 4], [1, 2]),
    arrestFreeChange: () => of.change("ARRESTS", [0, 1, 2], [0]),
    selfHelpChange: () => of.change("FREQ_ATND_SELF_HELP", [1, 2, 3, 4, 5], [2, 3, 4, 5]),
    hoursRatio: () =>
      of.weeks(({ delivered, required }) => ({ numerator: delivered / 60, denominator: required / 60 })),
    weeksMet: () => of.weeks(({ status }) => ({ numerator: status === "MET" ? 1 : 0, denominator: 1 })),
    noShowRate: () => of.noShow(),
    stepDownCompletion: () => of.stepDown(),
    initiation: () => of.episodes(({ first }) => first <= 14),
    engagement: () =>
      of.episodes(({ first, others }) => first <= 14 && others.filter((days) => days <= 34).length >= 2),
    alumniReached: () => of.alumni(),
    census: () => of.census(),
    utilisation: () => of.utilisation(),
    referralAcceptance: () =>
      of.referrals(({ state, acceptedAt }) =>
        TAKEN_BACK.includes(state) && acceptedAt === null ? null : { numerator: acceptedAt === null ? 0 : 1 },
      ),
    timeToFirstResponse: () =>
      of.referrals(({ state, sentAt, respondedAt }) =>
        TAKEN_BACK.includes(state) && respondedAt === null
          ? null
          : measured(respondedAt === null ? null : (Date.parse(respondedAt) - Date.parse(sentAt)) / 3_600_000),
      ),
    timeToAdmission: () =>
      of.referrals(({ firstSessionOn }, sentOn) =>
        measured(firstSessionOn === null ? null : apartBy(sentOn, firstSessionOn)),
      ),
    loopClosure: () =>
      of.referrals(({ state, acknowledgedAt }, sentOn, today) =>
        plus(sentOn, 30) > today ? null : { numerator: acknowledgedAt !== null && ENDED.includes(state) ? 1 : 0 },
      ),
  };
}
