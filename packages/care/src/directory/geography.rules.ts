import zoneAt from "@photostructure/tz-lookup";
import { IANAZone } from "luxon";
import zipcodes from "zipcodes";

/** Where a ZIP code lies: its centroid, as published with the `zipcodes` package. Degrees, WGS 84. */
export interface Point {
  readonly latitude: number;
  readonly longitude: number;
}

/** @returns null when no such five-digit code is known; ZIP+4 is read by its first five digits */
export function pointOfPostalCode(postalCode: string): Point | null {
  const zip = /^(\d{5})(-\d{4})?$/.exec(postalCode.trim())?.[1];
  const place = zip === undefined ? undefined : zipcodes.lookup(zip);
  return place ? { latitude: place.latitude, longitude: place.longitude } : null;
}

/** Two capital letters of the state that a ZIP code lies in; null when no such code is known. */
export function stateOfPostalCode(postalCode: string): string | null {
  const zip = /^(\d{5})(-\d{4})?$/.exec(postalCode.trim())?.[1];
  return (zip === undefined ? undefined : zipcodes.lookup(zip))?.state ?? null;
}

/** IANA zone at a point. */
export function timeZoneAt(point: Point): string {
  return zoneAt(point.latitude, point.longitude);
}

export function isTimeZone(name: string): boolean {
  return IANAZone.isValidZone(name);
}
