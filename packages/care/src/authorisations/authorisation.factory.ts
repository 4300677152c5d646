import type { Database, Transaction } from "@causeway/database";
import type { Actor } from "@causeway/kernel";
import type { AnswerInput } from "./authorisation.rules.ts";
import type { AuthorisationRequest } from "./authorisation.service.ts";
import { decideAuthorisation, requestAuthorisation } from "./authorisation.service.ts";

type Asked = Pick<AuthorisationRequest, "enrollmentId" | "startsOn" | "endsOn"> & Partial<AuthorisationRequest>;

/** Asked for: twelve days of intensive outpatient care unless told otherwise. */
export async function requestedAuthorisation(db: Database, actor: Actor, asked: Asked): Promise<string> {
  return db.run(actor, (tx) => request(tx, asked));
}

/** Asked for and granted as asked, on its first day, unless told otherwise. */
export async function grantedAuthorisation(
  db: Database,
  actor: Actor,
  asked: Asked,
  answer: Partial<AnswerInput> = {},
): Promise<string> {
  return db.run(actor, async (tx) => {
    const authorisationId = await request(tx, asked);
    await decideAuthorisation(tx, { answer: "approve", decidedOn: asked.startsOn, ...answer, authorisationId });
    return authorisationId;
  });
}

async function request(tx: Transaction, asked: Asked): Promise<string> {
  return (await requestAuthorisation(tx, { serviceCode: "H0015", unit: "DAY", units: 12, ...asked })).authorisationId;
}
