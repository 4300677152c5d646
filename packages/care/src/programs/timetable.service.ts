import type { Transaction } from "@causeway/database";
import { authorise } from "@causeway/identity";
import { invalid } from "@causeway/kernel";
import { refreshEntry } from "../directory/index.ts";
import { checkDay, localDay, startOfDay } from "./calendar.rules.ts";
import { ProgramPrice } from "./price.entity.ts";
import { Program } from "./program.entity.ts";
import { refreshListing } from "./program.jobs.ts";
import type { ProgramChange } from "./program.service.ts";
import { changeableProgram, recordRevision, timeZoneOf } from "./program.service.ts";
import { ProgramSlot } from "./slot.entity.ts";
import type { PriceInput, SlotInput } from "./timetable.rules.ts";
import { checkPrices, checkSlots } from "./timetable.rules.ts";
import type { Dated } from "./validity.rules.ts";
import { replaceFrom } from "./validity.rules.ts";

type FromDay = ProgramChange & {
  /** YYYY-MM-DD where the program is; today unless given. What was before is not rewritten. */
  readonly from?: string | null | undefined;
};

/**
 * The whole timetable from a day on. Slots that say the same stay the same slots.
 * @throws DomainError INVALID (reason TWICE, IN_THE_PAST); STALE; NOT_FOUND; ILLEGAL_TRANSITION for a closed program
 */
export async function setProgramSlots(
  tx: Transaction,
  input: FromDay & { slots: readonly SlotInput[] },
): Promise<{ programId: string }> {
  authorise(tx.actor, "program.manage");
  checkSlots(input.slots);
  return replaceParts(tx, input, {
    field: "slots",
    held: (programId) => tx.find(ProgramSlot, { programId }),
    wanted: input.slots,
    same: (row, one) => JSON.stringify(slotOf(row)) === JSON.stringify(slotOf(one)),
    say: slotOf,
    begin: async (programId, one, validFrom) => {
      await tx.insert(ProgramSlot, { ...slotOf(one), programId, validFrom });
    },
    end: async (row, validTo) => {
      await tx.update(ProgramSlot, row, { validTo });
    },
  });
}

/**
 * All prices from a day on, one a unit; none, and nothing is said of prices.
 * @throws as setProgramSlots
 */
export async function setProgramPrices(
  tx: Transaction,
  input: FromDay & { prices: readonly PriceInput[] },
): Promise<{ programId: string }> {
  authorise(tx.actor, "program.manage");
  checkPrices(input.prices);
  return replaceParts(tx, input, {
    field: "prices",
    held: (programId) => tx.find(ProgramPrice, { programId }),
    wanted: input.prices,
    same: (row, one) => JSON.stringify(priceOf(row)) === JSON.stringify(priceOf(one)),
    say: priceOf,
    begin: async (programId, one, validFrom) => {
      await tx.insert(ProgramPrice, { ...priceOf(one), programId, validFrom });
    },
    end: async (row, validTo) => {
      await tx.update(ProgramPrice, row, { validTo });
    },
  });
}

function slotOf({ weekday, startsAtLocal, minutes, modality, telehealth }: SlotInput): SlotInput {
  return { weekday, startsAtLocal: startsAtLocal.slice(0, 5), minutes, modality, telehealth };
}

function priceOf({ unit, amountMinor, currency }: PriceInput): PriceInput {
  return { unit, amountMinor, currency };
}

async function replaceParts<H extends Dated & W, W>(
  tx: Transaction,
  input: FromDay,
  parts: {
    field: string;
    held: (programId: string) => Promise<H[]>;
    wanted: readonly W[];
    same: (row: H, one: W) => boolean;
    say: (one: W) => W;
    begin: (programId: string, one: W, day: string) => Promise<void>;
    end: (row: H, day: string) => Promise<void>;
  },
): Promise<{ programId: string }> {
  const program = await changeableProgram(tx, input);
  const zone = await timeZoneOf(tx, program.id);
  const today = localDay(tx.now, zone);
  const from = input.from ? checkDay(input.from, "from") : today;
  const held = await parts.held(program.id);
  // Before there is anything, what held all along may be entered.
  if (from < today && held.length > 0) throw invalid("from", "What has been is not changed.", "IN_THE_PAST");
  const { ends, begins } = replaceFrom(held, parts.wanted, from, parts.same);
  if (ends.length + begins.length === 0) return { programId: program.id };
  for (const { row, on } of ends) await parts.end(row, on);
  for (const one of begins) await parts.begin(program.id, one, from);
  await tx.update(Program, program, {});
  await recordRevision(tx, program.id, {
    [parts.field]: {
      from: ends.map(({ row, on }) => ({ ...parts.say(row), until: on })),
      to: begins.map((one) => ({ ...parts.say(one), from })),
    },
  });
  tx.audit({ action: "program.update", subjectType: "program", subjectId: program.id, fields: [parts.field] });
  if (from > today) scheduleListing(tx, program.id, from, zone);
  await refreshEntry(tx, program.id);
  return { programId: program.id };
}

/** What the directory shows of a program is otherwise from that day on. */
export function scheduleListing(tx: Transaction, programId: string, day: string, zone: string): void {
  tx.schedule({
    job: refreshListing.name,
    subjectId: programId,
    dueAt: startOfDay(day, zone),
    key: `listing:${programId}:${day}`,
  });
}
