import type { Transaction } from "@causeway/database";
import { Organisation } from "@causeway/identity";
import type { Client } from "../clients/index.ts";
import { ClientDetails } from "../clients/index.ts";
import { Program, localDay } from "../programs/index.ts";
import type { SignerFacts } from "./signer.rules.ts";
import { ageOn } from "./signer.rules.ts";

export interface SignersKnown extends SignerFacts {
  /** Where each state's rule is written; null for a state that nobody has looked up. */
  readonly states: readonly { readonly state: string | null; readonly source: string | null }[];
}

/**
 * What decides who signs for a client. The law is that of where the discloser is: of the one program that may disclose,
 * else of the programs the client is or was in, else of every site; where they differ, the strictest.
 * @throws DomainError NOT_FOUND for a program of somebody else
 */
export async function signerFacts(
  tx: Transaction,
  client: Client,
  input: { signedAt: Date; discloserProgramId: string | null },
): Promise<SignersKnown> {
  if (input.discloserProgramId !== null)
    await tx.get(Program, input.discloserProgramId, { path: ["discloserProgramId"] });
  const { timeZone } = await tx.get(Organisation, tx.actor.organisationId);
  const signedOn = localDay(input.signedAt, timeZone);
  const details = await tx.findOne(ClientDetails, { clientId: client.id });
  const states = await tx.query<{ state: string | null; source: string | null; age: number | null }>(
    `with its_sites as (
       select p.site_id from programs p where p.id = $1
       union select p.site_id from enrollments e join programs p on p.id = e.program_id
         where $1::uuid is null and e.client_id = $2 and e.voided_at is null)
     select distinct upper(s.region) as state, r.source, r.alone_from_age::int as age
     from sites s left join minor_consent_rules r on r.state = upper(s.region)
     where s.id in (select site_id from its_sites) or not exists (select from its_sites)
     order by 1`,
    [input.discloserProgramId, client.id],
  );
  const ages = states.map(({ age }) => age);
  return {
    age: details?.birthDate ? ageOn(details.birthDate, signedOn) : null,
    hasDied: client.deceasedOn !== null && client.deceasedOn < signedOn,
    aloneFromAge: ages.length === 0 || ages.includes(null) ? null : Math.max(...ages.map(Number)),
    states: states.map(({ state, source }) => ({ state, source })),
  };
}
