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
