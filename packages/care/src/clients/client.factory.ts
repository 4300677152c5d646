import type { Database } from "@causeway/database";
import type { Actor } from "@causeway/kernel";
import type { ClientInput, DetailsInput } from "./client.service.ts";
import { createClient } from "./client.service.ts";

/** A client with invented details, on Medicaid unless told otherwise. */
export async function newClient(
  db: Database,
  actor: Actor,
  options: { details?: Partial<DetailsInput> } & Omit<Partial<ClientInput>, "details"> = {},
): Promise<{ clientId: string }> {
  const { details, ...rest } = options;
  return db.run(actor, (tx) =>
    createClient(tx, {
      paymentSource: 4,
      primarySubstance: 2,
      details: {
        givenName: "Robin",
        familyName: "Harper",
        birthDate: "1990-05-17",
        sex: "UNKNOWN",
        email: "robin@example.org",
        ...details,
      },
      ...rest,
    }),
  );
}
