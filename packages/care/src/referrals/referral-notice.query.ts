import type { Transaction } from "@causeway/database";

/** What a party may be told of a referral outside the console: its number and where it stands. */
export interface ReferralNotice {
  readonly recipientId: string;
  readonly referralId: string;
  readonly number: string;
  readonly isOver: boolean;
  /** The grant this referral stands on was revoked, is held or has run out (42 CFR 2.31(a)(6), (7)). */
  readonly consentEnded: boolean;
  /** Membership of the sender who wrote it; null for the receiver, who is not told. */
  readonly createdBy: string | null;
}

const OVER = ["DRAFT", "DECLINED", "CANCELLED", "WITHDRAWN", "EXPIRED", "NOT_STARTED"];

/** Read under the row security of the actor's organisation: null when it is no party. */
export async function referralNotice(tx: Transaction, recipientId: string): Promise<ReferralNotice | null> {
  const [row] = await tx.query<{
    id: string;
    referral_id: string;
    number: string;
    state: string;
    ended: boolean;
    created_by: string | null;
  }>(
    `select r.id, r.referral_id, r.number, r.state, own.created_by,
            exists (select 1 from consent_grants g where g.id = r.grant_id
                    and (g.revoked_at is not null or g.held_at is not null or g.expires_at <= app_now())) as ended
     from referral_recipients r left join referrals own on own.id = r.referral_id
     where r.id = $1`,
    [recipientId],
  );
  if (!row) return null;
  return {
    recipientId: row.id,
    referralId: row.referral_id,
    number: row.number,
    isOver: OVER.includes(row.state),
    consentEnded: row.ended,
    createdBy: row.created_by,
  };
}
