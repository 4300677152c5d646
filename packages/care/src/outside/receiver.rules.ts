import { normaliseEmail } from "@causeway/identity";
import { invalid } from "@causeway/kernel";
import { isTimeZone } from "../directory/index.ts";

export interface LevelOffered {
  readonly edition: string;
  readonly levelCode: string;
}

export interface ReceiverInput {
  readonly name: string;
  readonly city?: string | null | undefined;
  readonly region?: string | null | undefined;
  /** Where links go. */
  readonly email: string;
  /** Where codes go; without one they are told by telephone. */
  readonly phone?: string | null | undefined;
  /** IANA. */
  readonly timeZone: string;
  readonly levels: readonly LevelOffered[];
}

export interface ReceiverFacts {
  readonly name: string;
  readonly city: string | null;
  readonly region: string | null;
  readonly email: string;
  readonly phone: string | null;
  readonly timeZone: string;
}

const MOST_LEVELS = 20;

/** @throws DomainError INVALID with the path of the first that is wrong */
export function checkedReceiver(input: Omit<ReceiverInput, "levels">): ReceiverFacts {
  if (!isTimeZone(input.timeZone)) throw invalid("timeZone", "This is not an IANA time zone.");
  return {
    name: words("name", input.name, 200) ?? missing("name"),
    city: words("city", input.city, 100),
    region: words("region", input.region, 100),
    email: normaliseEmail(input.email),
    phone: input.phone ? checkedPhone(input.phone) : null,
    timeZone: input.timeZone,
  };
}

/** @throws DomainError INVALID for none, too many, or one named twice */
export function checkedLevels(levels: readonly LevelOffered[]): readonly LevelOffered[] {
  if (levels.length === 0) throw invalid("levels", "A receiver offers at least one level.");
  if (levels.length > MOST_LEVELS) throw invalid("levels", `A receiver offers at most ${MOST_LEVELS} levels.`);
  if (new Set(levels.map(levelKey)).size !== levels.length) throw invalid("levels", "A level is named twice.");
  return levels;
}

export const levelKey = (level: LevelOffered): string => `${level.edition} ${level.levelCode}`;

/**
 * A number as telephones are dialled across borders (E.164); ten digits are one of North America.
 * @throws DomainError INVALID
 */
export function checkedPhone(phone: string): string {
  const bare = phone.replace(/[\s().-]/g, "");
  const number = /^[2-9]\d{9}$/.test(bare) ? `+1${bare}` : bare;
  if (!/^\+[1-9]\d{6,14}$/.test(number)) throw invalid("phone", "This is not a telephone number.");
  return number;
}

function words(path: string, text: string | null | undefined, most: number): string | null {
  const trimmed = text?.trim() ?? "";
  if (trimmed.length > most) throw invalid(path, `This has at most ${most} characters.`);
  return trimmed.length === 0 ? null : trimmed;
}

function missing(path: string): never {
  throw invalid(path, "A receiver has a name.");
}
