import type { Transaction } from "@causeway/database";
import { Membership } from "@causeway/identity";
import { DomainError, invalid, notFound } from "@causeway/kernel";
import type { Modality } from "../programs/index.ts";
import { MODALITIES, Program } from "../programs/index.ts";
import type { SessionMode } from "./session.machine.ts";
import { SESSION_MODES } from "./session.machine.ts";

/** What a session and a template of sessions say alike. */
export interface SessionDetails {
  /** 1 to 1440. */
  readonly minutes: number;
  readonly modality: Modality;
  readonly title?: string | null | undefined;
  readonly mode?: SessionMode | null | undefined;
  readonly room?: string | null | undefined;
  readonly staffMemberId?: string | null | undefined;
  /** The most people it takes. */
  readonly places?: number | null | undefined;
}

/** The same, complete, as it is kept. */
export interface KeptDetails {
  readonly minutes: number;
  readonly modality: Modality;
  readonly title: string | null;
  readonly mode: SessionMode;
  readonly room: string | null;
  readonly staffMemberId: string | null;
  readonly places: number | null;
}

/** Just the details of a session or a template. */
export function detailsOf(row: KeptDetails): KeptDetails {
  const { minutes, modality, title, mode, room, staffMemberId, places } = row;
  return { minutes, modality, title, mode, room, staffMemberId, places };
}

/** Details with those that were given put over them; null empties what may be empty. */
export function changedDetails(row: KeptDetails, given: Partial<SessionDetails>): SessionDetails {
  const changes = Object.entries(given).filter(([, value]) => value !== undefined);
  return { ...detailsOf(row), ...(Object.fromEntries(changes) as Partial<SessionDetails>) };
}

/** @throws DomainError INVALID; NOT_FOUND for a member who is not there (any more) */
export async function checkDetails(tx: Transaction, details: SessionDetails): Promise<KeptDetails> {
  const { minutes, modality, staffMemberId = null, places = null } = details;
  if (!(Number.isInteger(minutes) && minutes >= 1 && minutes <= 1440))
    throw invalid("minutes", "A session lasts 1 to 1440 minutes.");
  if (!MODALITIES.includes(modality)) throw invalid("modality", "This is not a kind of session.");
  const mode = details.mode ?? "IN_PERSON";
  if (!SESSION_MODES.includes(mode)) throw invalid("mode", "People do not come to a session like this.");
  if (places !== null && !(Number.isInteger(places) && places >= 1 && places <= 1000))
    throw invalid("places", "A session takes 1 to 1000 people.");
  if (staffMemberId !== null) {
    const member = await tx.get(Membership, staffMemberId, { path: ["staffMemberId"] });
    if (member.status !== "ACTIVE") throw notFound("membership", ["staffMemberId"]);
  }
  const title = shortText(details.title, "title", 200);
  const room = shortText(details.room, "room", 100);
  return { minutes, modality, mode, places, staffMemberId, title, room };
}

/** @throws DomainError CONFLICT (reason NOT_OPEN); NOT_FOUND */
export async function runningProgram(tx: Transaction, programId: string): Promise<Program> {
  const program = await tx.get(Program, programId, { path: ["programId"] });
  if (program.state === "CLOSED" || program.state === "DRAFT") {
    throw new DomainError("CONFLICT", "The program is not running.", { path: ["programId"], reason: "NOT_OPEN" });
  }
  return program;
}

export function shortText(value: string | null | undefined, field: string, most: number): string | null {
  const trimmed = value?.trim() ?? "";
  if (trimmed.length > most) throw invalid(field, `At most ${most} characters.`);
  return trimmed === "" ? null : trimmed;
}
