import type { Story } from "./admissions.ts";
import type { ApiPerson } from "./api-person.ts";
import type { Participant } from "./onboarding.ts";
import type { Offered } from "./plan.rules.ts";
import type { Course, Script } from "./referral-plan.rules.ts";
import type { Stage } from "./stage.ts";
import type { Sweep } from "./sweep.ts";

type Participants = ReadonlyMap<string, Participant>;

/** A referral on its way, for its sender. Ids are those of the public API. */
export interface Sent {
  readonly story: Story;
  readonly course: Course;
  readonly sender: ApiPerson;
  readonly referralId: string;
  readonly number: string;
  readonly consentId: string;
  readonly consentEnds: Date;
  /** Whom the client chose, by the id of the part. */
  chosen?: string;
  /** What was planned for the consent, or for taking it back, has happened. */
  turned?: boolean;
  /** The client asked by telephone that it be kept back. */
  held?: boolean;
  talked?: boolean;
  /** Nothing is left to do. */
  over?: boolean;
}

/** A part, for its recipient: all that it knows it by is the number. */
export interface Asked {
  readonly sent: Sent;
  readonly script: Script;
  /** Asked at first; its recipient may hand it to another of its own. */
  readonly programId: string;
  looks?: number;
  opened?: boolean;
  asked?: boolean;
  undone?: boolean;
  reassigned?: boolean;
  over?: boolean;
}

/** Somebody off the platform who is asked. */
export interface Outside {
  readonly id: string;
  readonly organisationId: string;
  readonly email: string;
  sent?: Sent;
  /** From the mail. */
  link?: string;
  over?: boolean;
}

/** All referrals of a journey, and what became of them. */
export interface Referrals {
  readonly stage: Stage;
  readonly sweep: Sweep;
  readonly participants: Participants;
  readonly offered: ReadonlyMap<string, Offered>;
  readonly sent: Sent[];
  /** By organisation and number. */
  readonly asked: Map<string, Asked>;
  /** Off the platform, by whose referral they are asked. */
  readonly outside: Map<Story, Outside>;
  /** Admitted, and to begin at the next occasion. */
  readonly starting: Story[];
  /** How often what happened. */
  readonly happened: Record<string, number>;
  /** Packets and threads that recipients were given, as they counted themselves, and packets that stayed shut. */
  readonly reads: { open: number; threads: number; shut: number };
}

export function note(referrals: Referrals, what: string): void {
  referrals.happened[what] = (referrals.happened[what] ?? 0) + 1;
}

export function beginReferrals(
  stage: Stage,
  sweep: Sweep,
  participants: Participants,
  offered: readonly Offered[],
): Referrals {
  return {
    stage,
    sweep,
    participants,
    offered: new Map(offered.map((each) => [each.programId, each])),
    sent: [],
    asked: new Map(),
    outside: new Map(),
    starting: [],
    happened: {},
    reads: { open: 0, threads: 0, shut: 0 },
  };
}
