/**
 * Who signs a consent: the client, or who may sign for the client (42 CFR 2.31(a)(8), 2.14, 2.15). Pure functions.
 */
export const SIGNER_KINDS = ["CLIENT", "REPRESENTATIVE", "PARENT_OR_GUARDIAN"] as const;
export type SignerKind = (typeof SIGNER_KINDS)[number];

/** By what somebody signs for a client; a personal representative for one who has died (42 CFR 2.15(b)(2)). */
export const REPRESENTATIVE_KINDS = ["PARENT", "GUARDIAN", "POWER_OF_ATTORNEY", "PERSONAL_REPRESENTATIVE"] as const;
export type RepresentativeKind = (typeof REPRESENTATIVE_KINDS)[number];

/** Who signs beside the first signer. */
export const CO_SIGNER_KINDS = ["CLIENT", "PARENT", "GUARDIAN"] as const;
export type CoSignerKind = (typeof CO_SIGNER_KINDS)[number];

export interface FacialDefect {
  readonly path: string;
  readonly reason: string;
  readonly message: string;
}

/** The signatures of a consent. */
export interface Signing {
  readonly signerKind: SignerKind;
  readonly signerName: string;
  readonly representativeKind: RepresentativeKind | null;
  /** What entitles a representative to sign, in words. */
  readonly signerAuthority: string | null;
  readonly coSignerKind: CoSignerKind | null;
  readonly coSignerName: string | null;
}

const KINDS_OF: Readonly<Record<SignerKind, readonly RepresentativeKind[]>> = {
  CLIENT: [],
  REPRESENTATIVE: ["GUARDIAN", "POWER_OF_ATTORNEY", "PERSONAL_REPRESENTATIVE"],
  PARENT_OR_GUARDIAN: ["PARENT", "GUARDIAN"],
};

export function isBlank(text: string | null): boolean {
  return text === null || text.trim().length === 0;
}

/** What is missing or wrong of the authority of who signed, on the face of a consent. */
export function authorityDefects(signing: Signing): FacialDefect[] {
  const { signerKind, representativeKind } = signing;
  const forAnother = signerKind !== "CLIENT";
  const defects: FacialDefect[] = [];
  if (forAnother && isBlank(signing.signerAuthority)) {
    const message = "Who signs for another says by what authority.";
    defects.push({ path: "signerAuthority", reason: "NO_AUTHORITY", message });
  }
  if (forAnother && representativeKind === null) {
    const message = "Who signs for another is a parent, a guardian, an attorney or a personal representative.";
    defects.push({ path: "representativeKind", reason: "NO_AUTHORITY_KIND", message });
  }
  if (representativeKind !== null && !KINDS_OF[signerKind].includes(representativeKind)) {
    const message = "This authority is not one of this signer.";
    defects.push({ path: "representativeKind", reason: "WRONG_AUTHORITY_KIND", message });
  }
  if ((signing.coSignerKind === null) !== isBlank(signing.coSignerName)) {
    const message = "A second signature has a name and says whose it is.";
    defects.push({ path: "coSignerName", reason: "CO_SIGNER_INCOMPLETE", message });
  }
  return defects;
}

export const MAJORITY = 18;

/** What is known of the client on the day of the signature. */
export interface SignerFacts {
  /** In whole years; null where no birth date is known. */
  readonly age: number | null;
  readonly hasDied: boolean;
  /** From which age the law lets a minor ask for treatment alone; null where it does not, or nobody has looked it up. */
  readonly aloneFromAge: number | null;
}

export const WHO_SIGNS = ["CLIENT", "MINOR_ALONE", "MINOR_AND_PARENT", "PERSONAL_REPRESENTATIVE"] as const;
export type WhoSigns = (typeof WHO_SIGNS)[number];

/**
 * Who signs: a minor whom the law lets ask for treatment alone, and nobody else (42 CFR 2.14(b)); any other minor together
 * with a parent or guardian (2.14(c)); for one who has died the personal representative (2.15(b)).
 */
export function whoSigns({ age, hasDied, aloneFromAge }: SignerFacts): WhoSigns {
  if (hasDied) return "PERSONAL_REPRESENTATIVE";
  if (age === null || age >= MAJORITY) return "CLIENT";
  return aloneFromAge !== null && age >= aloneFromAge ? "MINOR_ALONE" : "MINOR_AND_PARENT";
}

const WRONG_SIGNER: Readonly<Record<WhoSigns, string>> = {
  CLIENT: "The client signs, or a guardian or attorney; a parent only for somebody who is a minor by the birth date.",
  MINOR_ALONE: "By the law of this state this minor signs, and nobody else.",
  MINOR_AND_PARENT: "This minor signs together with a parent or guardian.",
  PERSONAL_REPRESENTATIVE: "For a client who has died the personal representative signs.",
};

/** What is wrong with who signed, for a client of whom this is known; null when the right ones did. */
export function signerDefect(signing: Signing, facts: SignerFacts): FacialDefect | null {
  const who = whoSigns(facts);
  if (SIGNED_RIGHT[who](signing)) return null;
  return { path: "signerKind", reason: `WRONG_SIGNER_${who}`, message: WRONG_SIGNER[who] };
}

const SIGNED_RIGHT: Readonly<Record<WhoSigns, (signing: Signing) => boolean>> = {
  CLIENT: ({ representativeKind, coSignerKind }) =>
    representativeKind !== "PARENT" && representativeKind !== "PERSONAL_REPRESENTATIVE" && coSignerKind !== "PARENT",
  MINOR_ALONE: ({ signerKind, coSignerKind }) => signerKind === "CLIENT" && coSignerKind === null,
  MINOR_AND_PARENT: ({ signerKind, representativeKind, coSignerKind }) => {
    const forMinor = signerKind === "CLIENT" ? coSignerKind : representativeKind;
    const minorToo = signerKind === "CLIENT" || coSignerKind === "CLIENT";
    return minorToo && (forMinor === "PARENT" || forMinor === "GUARDIAN");
  },
  PERSONAL_REPRESENTATIVE: ({ representativeKind, coSignerKind }) =>
    representativeKind === "PERSONAL_REPRESENTATIVE" && coSignerKind === null,
};

/** Whole years on a day. Both YYYY-MM-DD. */
export function ageOn(birthDate: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years;
}
