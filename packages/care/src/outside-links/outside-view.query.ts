import type { Transaction } from "@causeway/database";
import { Organisation } from "@causeway/identity";
import type { OutsideMove, ReferralRecipient } from "../referrals/index.ts";
import { hasAward, outsideActions } from "../referrals/index.ts";

/** What a receiver off the platform sees of its part before a packet: as little as any recipient (`two-stage-disclosure`). */
export interface OutsideView {
  readonly receiver: string;
  readonly timeZone: string;
  readonly sender: string;
  readonly level: string;
  readonly payer: string | null;
  readonly packetOpen: boolean;
  readonly moves: readonly OutsideMove[];
  readonly part: ReferralRecipient;
}

/** Kept each time: who looked at an enquiry. */
export async function viewAsOutside(tx: Transaction, part: ReferralRecipient): Promise<OutsideView> {
  const self = await tx.get(Organisation, tx.actor.organisationId);
  const [words] = await tx.query<{ sender: string | null; level: string; payer: string | null; open: boolean }>(
    `select (select o.name from organisations o where o.id = $1) as sender,
       (select l.code || ' ' || l.name from levels_of_care l where l.edition = $2 and l.code = $3) as level,
       (select c.label from codes c where c.system = 'TEDS_PRIMPAY' and c.code = $4::text) as payer,
       exists (select 1 from referral_packets p where p.referral_recipient_id = $5) as open`,
    [part.senderOrganisationId, part.edition, part.levelCode, part.paymentSource, part.id],
  );
  tx.audit({ action: "outside.view-enquiry", subjectType: "referral_recipient", subjectId: part.id });
  return {
    receiver: self.name,
    timeZone: self.timeZone,
    sender: words?.sender ?? "",
    level: words?.level ?? part.levelCode,
    payer: words?.payer ?? null,
    packetOpen: words?.open ?? false,
    moves: outsideActions(part, await hasAward(tx, part)),
    part,
  };
}

/** Labels of the TEDS codes that packets hold, by list and code. */
export async function packetLabels(tx: Transaction): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.query<{ key: string; label: string }>(
    "select system || ' ' || code as key, label from codes where system in ('TEDS_SUB', 'TEDS_PRIMPAY')",
  );
  return new Map(rows.map(({ key, label }) => [key, label]));
}
