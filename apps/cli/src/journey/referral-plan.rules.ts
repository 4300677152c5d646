import type { Seeded } from "../seeded.ts";

/** What a recipient answers. */
export type Answer = "ACCEPT" | "ASK_THEN_ACCEPT" | "DECLINE" | "SILENT" | "FORWARD";
/** What becomes of a part that was accepted. */
export type After = "ARRIVES" | "NO_SHOW_THEN_ARRIVES" | "NO_SHOW" | "NEVER_STARTS" | "DECLINES";

/** What one recipient does with its part. */
export interface Script {
  readonly wave: number;
  readonly answer: Answer;
  readonly after: After;
  /** Takes the acceptance back once, and accepts again. */
  readonly undoes: boolean;
  /** Hands it to another program of its own before it answers. */
  readonly reassigns: boolean;
  /** Opens the packet in an emergency before anything was answered (42 CFR 2.51). */
  readonly emergency: boolean;
  /** Looks at its inbox so often before it answers. */
  readonly patience: number;
}

/** What becomes of the consent on the way. */
export type ConsentTurn =
  /** Revoked before the worker told anybody of the referral. */
  | "REVOKED_AT_ONCE"
  | "REVOKED_BEFORE_ANSWER"
  | "REVOKED_AFTER_ACCEPTANCE"
  /** Between two reads of the packet, the second of which finds it shut. */
  | "REVOKED_BETWEEN_READS"
  /** An oral wish to revoke, of which the client thinks better. */
  | "HELD"
  /** Its last day comes before the appointment. */
  | "RUNS_OUT";

export type Urgency = "STAT" | "ASAP" | "URGENT" | "ROUTINE";

export interface Course {
  readonly name: string;
  readonly mode: "FIRST_ACCEPT" | "CLIENT_CHOICE";
  readonly disclosure: "TWO_STAGE" | "AT_SEND";
  readonly urgency: Urgency;
  readonly scripts: readonly Script[];
  readonly consent: ConsentTurn | null;
  /** The sender takes it back: before anybody received it, or after an acceptance. */
  readonly withdrawn: "AT_ONCE" | "AFTER_ACCEPTANCE" | null;
  /** A forward is sent on under a consent that names the third, or stays without one. */
  readonly forwardConsented: boolean;
  /** Both sides write to one another, and the sender adds a document. */
  readonly talks: boolean;
  /** One receiver is not on the platform. */
  readonly outside: boolean;
}

const script = (wave: number, answer: Answer, more: Partial<Script> = {}): Script => ({
  wave,
  answer,
  after: "ARRIVES",
  undoes: false,
  reassigns: false,
  emergency: false,
  patience: 0,
  ...more,
});

interface Recipe extends Partial<Omit<Course, "name" | "scripts">> {
  /** By waves. */
  readonly waves: readonly (readonly (readonly [Answer, Partial<Script>?])[])[];
  /** How often it is drawn, beside the others. */
  readonly weight: number;
}

const ACCEPTS: readonly [Answer] = ["ACCEPT"];
const DECLINES: readonly [Answer] = ["DECLINE"];
const ONE: Recipe["waves"] = [[ACCEPTS]];

/** The courses by name. What the rules of referrals and of consent are for is among them, each. */
const RECIPES: Readonly<Record<string, Recipe>> = {
  "accepted, arrives": { waves: ONE, weight: 12 },
  "a rival is first": { waves: [[ACCEPTS, ACCEPTS, DECLINES]], weight: 8 },
  "asked about first": { waves: [[["ASK_THEN_ACCEPT"], DECLINES]], weight: 5 },
  "declined, second wave": { waves: [[DECLINES, DECLINES], [ACCEPTS]], weight: 4 },
  "declined twice, third wave": { waves: [[DECLINES], [DECLINES, DECLINES], [["ASK_THEN_ACCEPT"]]], weight: 2 },
  "expired, second wave": { waves: [[["SILENT"]], [ACCEPTS]], urgency: "STAT", weight: 3 },
  "nobody takes the client": { waves: [[DECLINES, ["SILENT"]], [DECLINES]], weight: 5 },
  "the client chooses": { waves: [[ACCEPTS, ACCEPTS]], mode: "CLIENT_CHOICE", weight: 3 },
  "the chosen declines later": {
    waves: [[["ACCEPT", { after: "DECLINES" }]], [ACCEPTS]],
    mode: "CLIENT_CHOICE",
    weight: 1,
  },
  "the winner declines later": { waves: [[["ACCEPT", { after: "DECLINES" }]], [ACCEPTS]], weight: 3 },
  "no-show, arrives later": { waves: [[["ACCEPT", { after: "NO_SHOW_THEN_ARRIVES" }]]], weight: 4 },
  "no-show, second wave": { waves: [[["ACCEPT", { after: "NO_SHOW" }]], [ACCEPTS]], weight: 2 },
  "admitted, never starts": { waves: [[["ACCEPT", { after: "NEVER_STARTS" }]]], weight: 3 },
  "acceptance undone": { waves: [[["ACCEPT", { undoes: true }]]], weight: 1 },
  reassigned: { waves: [[["ACCEPT", { reassigns: true }]]], weight: 1 },
  "forwarded under a consent": { waves: [[["FORWARD"]]], forwardConsented: true, weight: 1 },
  "forwarded without a consent": { waves: [[["FORWARD"]]], weight: 1 },
  withdrawn: { waves: ONE, withdrawn: "AT_ONCE", weight: 1 },
  "cancelled after acceptance": { waves: ONE, withdrawn: "AFTER_ACCEPTANCE", weight: 1 },
  "revoked at once": { waves: ONE, disclosure: "AT_SEND", consent: "REVOKED_AT_ONCE", weight: 1 },
  "revoked before an answer": {
    waves: [[["SILENT"], ["SILENT"]]],
    disclosure: "AT_SEND",
    consent: "REVOKED_BEFORE_ANSWER",
    weight: 2,
  },
  "revoked after acceptance": { waves: ONE, consent: "REVOKED_AFTER_ACCEPTANCE", weight: 2 },
  "revoked between two reads": { waves: ONE, disclosure: "AT_SEND", consent: "REVOKED_BETWEEN_READS", weight: 2 },
  "held, then lifted": { waves: ONE, consent: "HELD", weight: 1 },
  "consent runs out": { waves: ONE, consent: "RUNS_OUT", weight: 2 },
  "opened in an emergency": { waves: [[["DECLINE", { emergency: true, patience: 1 }]], [ACCEPTS]], weight: 1 },
  "talked about": { waves: [[["ASK_THEN_ACCEPT"]]], talks: true, weight: 2 },
  "a receiver off the platform": { waves: [[ACCEPTS]], outside: true, weight: 2 },
};

export const COURSES: readonly string[] = Object.keys(RECIPES);

/** For those whose later stay carries the discharge of their row: they arrive, within days. */
const MUST_ARRIVE = ["accepted, arrives", "asked about first"];
/** Most answer at once, some on the next day or the one after. */
const PATIENCE = [0, 0, 0, 1, 1, 2, 3, 4, 5];
const URGENCIES: readonly Urgency[] = ["ROUTINE", "ROUTINE", "ROUTINE", "URGENT", "URGENT", "ASAP", "STAT"];

/**
 * The course of a referral: each of them once, in their order, then as they are weighted.
 * @param place how many referrals without need to arrive were dealt before
 */
export function courseFor(place: number, mustArrive: boolean, chance: Seeded): Course {
  const name = mustArrive ? chance.pick(MUST_ARRIVE) : (COURSES[place] ?? weighted(chance));
  const recipe = RECIPES[name] as Recipe;
  const { waves, weight: _, ...rest } = recipe;
  const urgency = recipe.urgency ?? chance.pick(URGENCIES);
  const inNoHurry = !mustArrive && urgency !== "STAT" && urgency !== "ASAP" && !recipe.consent;
  return {
    mode: "FIRST_ACCEPT",
    disclosure: "TWO_STAGE",
    urgency,
    consent: null,
    withdrawn: null,
    forwardConsented: false,
    talks: false,
    outside: false,
    ...rest,
    name,
    scripts: waves.flatMap((wave, i) =>
      wave.map(([answer, more]) => script(i + 1, answer, { patience: inNoHurry ? chance.pick(PATIENCE) : 0, ...more })),
    ),
  };
}

function weighted(chance: Seeded): string {
  let left = chance.next() * Object.values(RECIPES).reduce((sum, { weight }) => sum + weight, 0);
  for (const [name, { weight }] of Object.entries(RECIPES)) {
    left -= weight;
    if (left < 0) return name;
  }
  return COURSES[0] ?? "";
}
