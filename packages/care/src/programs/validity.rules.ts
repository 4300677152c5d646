/** A row that holds from one day to another, the last exclusive; without one, on and on. */
export interface Dated {
  readonly validFrom: string;
  readonly validTo: string | null;
}

/**
 * What ends and what begins so that from a day on exactly the wanted holds, and nothing changes before.
 * What would have begun later ends on the day it begins: it never takes effect.
 * @param same whether a row says the same as something wanted
 */
export function replaceFrom<H extends Dated, W>(
  held: readonly H[],
  wanted: readonly W[],
  day: string,
  same: (row: H, one: W) => boolean,
): { ends: { row: H; on: string }[]; begins: W[] } {
  const live = held.filter((row) => row.validTo === null || (row.validTo > day && row.validTo > row.validFrom));
  const stays = live.filter(
    (row) => row.validTo === null && row.validFrom <= day && wanted.some((one) => same(row, one)),
  );
  return {
    ends: live
      .filter((row) => !stays.includes(row))
      .map((row) => ({ row, on: row.validFrom > day ? row.validFrom : day })),
    begins: wanted.filter((one) => !stays.some((row) => same(row, one))),
  };
}
