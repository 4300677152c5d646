import { z } from "zod";

/** A week after the openings were confirmed. The subject is the program. */
export const askConfirmation = { name: "programs.ask-confirmation", schema: z.object({}) } as const;
/** On a day from which something public of a program is otherwise: a slot, a price, a credential. The subject is the program. */
export const refreshListing = { name: "programs.refresh-listing", schema: z.object({}) } as const;
/** On the day of a planned change of state. The subject is the change. */
export const takeStateChange = { name: "programs.take-state-change", schema: z.object({}) } as const;
/** Sixty days before a credential expires. The subject is the credential. */
export const warnExpiry = { name: "programs.warn-expiry", schema: z.object({}) } as const;
