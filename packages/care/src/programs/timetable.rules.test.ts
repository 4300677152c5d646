import { describe, expect, it } from "vitest";
import type { PriceInput, SlotInput } from "./timetable.rules.ts";
import { checkPrices, checkSlots } from "./timetable.rules.ts";

const SLOT: SlotInput = { weekday: 1, startsAtLocal: "18:00", minutes: 180, modality: "GROUP", telehealth: false };
const PRICE: PriceInput = { unit: "DAY", amountMinor: 35_000, currency: "USD" };

describe("a slot", () => {
  it.each<[Partial<SlotInput>, string]>([
    [{ weekday: 0 }, "weekday"],
    [{ weekday: 8 }, "weekday"],
    [{ weekday: 1.5 }, "weekday"],
    [{ startsAtLocal: "24:00" }, "startsAtLocal"],
    [{ startsAtLocal: "6pm" }, "startsAtLocal"],
    [{ minutes: 4 }, "minutes"],
    [{ minutes: 1441 }, "minutes"],
    [{ modality: "CHOIR" as "GROUP" }, "modality"],
  ])("with %o is refused", (wrong, field) => {
    expect(() => checkSlots([SLOT, { ...SLOT, weekday: 2, ...wrong }])).toThrow(
      expect.objectContaining({ code: "INVALID", path: ["slots", "1", field] }),
    );
  });

  it("is given once", () => {
    expect(() => checkSlots([SLOT, { ...SLOT, minutes: 60 }])).toThrow(expect.objectContaining({ reason: "TWICE" }));
    expect(() => checkSlots([SLOT, { ...SLOT, modality: "FAMILY" }, { ...SLOT, telehealth: true }])).not.toThrow();
  });
});

describe("a price", () => {
  it.each<[Partial<PriceInput>, string]>([
    [{ unit: "WEEK" as "DAY" }, "unit"],
    [{ amountMinor: -1 }, "amountMinor"],
    [{ amountMinor: 0.5 }, "amountMinor"],
    [{ amountMinor: 100_000_001 }, "amountMinor"],
    [{ currency: "DOLLAR" }, "currency"],
    [{ currency: "XXZ" }, "currency"],
  ])("with %o is refused", (wrong, field) => {
    expect(() => checkPrices([{ ...PRICE, ...wrong }])).toThrow(
      expect.objectContaining({ code: "INVALID", path: ["prices", "0", field] }),
    );
  });

  it("is one a unit; a stay may cost nothing", () => {
    expect(() => checkPrices([PRICE, { ...PRICE, amountMinor: 1 }])).toThrow(
      expect.objectContaining({ reason: "TWICE" }),
    );
    expect(() => checkPrices([PRICE, { unit: "HOUR", amountMinor: 0, currency: "USD" }])).not.toThrow();
  });
});
