import type { Database } from "@causeway/database";
import type { Actor } from "@causeway/kernel";
import type { BillingCode } from "./billing-code.entity.ts";

/** The codes by which care is authorised, in their order. */
export function billingCodes(db: Database, actor: Actor): Promise<BillingCode[]> {
  return db.readWith<BillingCode>(actor, {
    sql: `select code, label, units, daily_minutes_min as "dailyMinutesMin", revenue_code as "revenueCode"
      from billing_codes order by sort`,
    values: [],
  });
}
