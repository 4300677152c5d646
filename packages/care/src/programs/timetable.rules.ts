import { invalid } from "@causeway/kernel";
import { MODALITIES } from "./modality.ts";
import type { Modality } from "./modality.ts";
import type { PriceUnit } from "./price.entity.ts";
import { PRICE_UNITS } from "./price.entity.ts";

export interface SlotInput {
  /** 1 Monday to 7 Sunday. */
  readonly weekday: number;
  /** Wall time where the program is, HH:MM. */
  readonly startsAtLocal: string;
  readonly minutes: number;
  readonly modality: Modality;
  readonly telehealth: boolean;
}

export interface PriceInput {
  readonly unit: PriceUnit;
  /** In the smallest unit of the currency. */
  readonly amountMinor: number;
  /** ISO 4217. */
  readonly currency: string;
}

const WALL_TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
const MOST_SLOTS = 200;
const MOST_MINOR = 100_000_000;

/** @throws DomainError INVALID with the path of the slot's field; reason TWICE where two begin together and are the same kind */
export function checkSlots(slots: readonly SlotInput[]): void {
  if (slots.length > MOST_SLOTS) throw invalid("slots", "This timetable is too long.");
  const seen = new Set<string>();
  for (const [index, slot] of slots.entries()) {
    const at = (field: string): string[] => ["slots", String(index), field];
    const { weekday, startsAtLocal, minutes, modality } = slot;
    if (!(Number.isInteger(weekday) && weekday >= 1 && weekday <= 7))
      throw invalid(at("weekday"), "A weekday is a number from 1, Monday, to 7, Sunday.");
    if (!WALL_TIME.test(startsAtLocal)) throw invalid(at("startsAtLocal"), "A time of day is written HH:MM.");
    if (!(Number.isInteger(minutes) && minutes >= 5 && minutes <= 1440))
      throw invalid(at("minutes"), "A slot lasts between 5 minutes and a day.");
    if (!MODALITIES.includes(modality)) throw invalid(at("modality"), "This is not a kind of session.");
    const key = `${weekday} ${startsAtLocal} ${modality} ${slot.telehealth}`;
    if (seen.has(key)) throw invalid(["slots", String(index)], "This slot is given twice.", "TWICE");
    seen.add(key);
  }
}

/** @throws DomainError INVALID with the path of the price's field; reason TWICE where a unit has two prices */
export function checkPrices(prices: readonly PriceInput[]): void {
  const seen = new Set<string>();
  for (const [index, price] of prices.entries()) {
    const at = (field: string): string[] => ["prices", String(index), field];
    const { unit, amountMinor, currency } = price;
    if (!PRICE_UNITS.includes(unit)) throw invalid(at("unit"), "A price is by the day, the hour or the visit.");
    if (!(Number.isInteger(amountMinor) && amountMinor >= 0 && amountMinor <= MOST_MINOR))
      throw invalid(
        at("amountMinor"),
        "An amount is a whole number of the currency's smallest unit, and not negative.",
      );
    if (!isCurrency(currency)) throw invalid(at("currency"), "This is not a currency.");
    if (seen.has(unit)) throw invalid(["prices", String(index)], "This unit has a price already.", "TWICE");
    seen.add(unit);
  }
}

const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf("currency"));

function isCurrency(code: string): boolean {
  return CURRENCIES.has(code);
}
