/** Words of these pages for what the records say in codes. */

const SPECIAL: Readonly<Record<string, string>> = {
  SENT: "sent to you",
  RECEIVED: "received by you",
  INFO_REQUESTED: "waiting for their answer",
  APPT_CANCELLED: "appointment cancelled",
  CANCEL_REQUESTED: "they ask to take it back",
  UNDER_18: "under 18",
  FROM_18_TO_25: "18 to 25",
  FROM_26_TO_44: "26 to 44",
  FROM_45_TO_64: "45 to 64",
  FROM_65: "65 and over",
  ASAP: "as soon as possible",
  MOUD: "Medication for opioid use disorder",
};

/** `NO_CAPACITY` as "No capacity". */
export function inWords(code: string): string {
  return SPECIAL[code] ?? capital(code.toLowerCase().replaceAll("_", " "));
}

/** `assessedOn` as "Assessed on", `substance1` as "Substance 1". Codes in capitals stay. */
export function nameOfFact(key: string): string {
  if (/^[A-Z0-9_]+$/.test(key)) return key;
  return capital(
    key
      .replace(/([a-z])([A-Z0-9])/g, "$1 $2")
      .replace(/(\d)([A-Z])/g, "$1 $2")
      .toLowerCase(),
  );
}

const FIRST = [
  "givenName",
  "familyName",
  "birthDate",
  "sex",
  "levelCode",
  "edition",
  "primarySubstance",
  "phone",
  "email",
];

/** Facts in the order of a letter: who first, then by name, numbered ones together. The database keeps none. */
export function inOrder<V>(facts: readonly (readonly [string, V])[]): (readonly [string, V])[] {
  const rank = (key: string): string => {
    const first = FIRST.indexOf(key);
    const number = /\d+$/.exec(key)?.[0] ?? "";
    return `${first < 0 ? FIRST.length : first}`.padStart(2, "0") + number.padStart(4, "0") + key;
  };
  return facts.toSorted(([a], [b]) => (rank(a) < rank(b) ? -1 : 1));
}

const LISTS: readonly (readonly [RegExp, string])[] = [
  [/^(primarySubstance|substance\d*|SUB\d)$/, "TEDS_SUB"],
  [/^paymentSource$/, "TEDS_PRIMPAY"],
];

/** A fact as a person reads it; codes of known lists by their label. */
export function valueOfFact(key: string, value: unknown, labels: ReadonlyMap<string, string>): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "number") {
    const list = LISTS.find(([keys]) => keys.test(key))?.[1];
    return labels.get(`${list} ${value}`) ?? String(value);
  }
  if (typeof value === "string") return value;
  return JSON.stringify(value);
}

/** Day, time and zone. */
export function onClock(instant: Date, timeZone: string): string {
  return new Intl.DateTimeFormat("en-US", {
    timeZone,
    weekday: "short",
    year: "numeric",
    month: "short",
    day: "numeric",
    hour: "numeric",
    minute: "2-digit",
    timeZoneName: "short",
  }).format(instant);
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
