import type { Transaction } from "@causeway/database";
import { authorise } from "@causeway/identity";
import { invalid } from "@causeway/kernel";
import { IsNull } from "typeorm";
import { ClientCircumstances, ClientSubstance } from "./circumstances.entity.ts";
import { checkCode, checkPastDay } from "./client.rules.ts";
import { liveClient } from "./live-client.service.ts";

export interface SubstanceInput {
  /** TEDS SUB, 1 to 19. */
  readonly substance: number;
  /** TEDS ROUTE, 1 to 5. */
  readonly route?: number | null | undefined;
  /** TEDS FREQ, 1 to 3. */
  readonly frequency?: number | null | undefined;
  /** Years. */
  readonly ageOfFirstUse?: number | null | undefined;
}

/** What is left out stays as it was last seen; null says that it is not known any more. */
export interface CircumstancesInput {
  readonly livingArrangement?: number | null | undefined;
  readonly employment?: number | null | undefined;
  readonly selfHelpFrequency?: number | null | undefined;
  readonly arrestsPast30Days?: number | null | undefined;
  readonly pregnant?: boolean | null | undefined;
  readonly veteran?: boolean | null | undefined;
  readonly injectsDrugs?: boolean | null | undefined;
}

const MOST_SUBSTANCES = 3;
const NO_SUBSTANCE = 1;

/**
 * What a client uses, as told on a day; the newest day holds, and of one day what was recorded last.
 * @param input.substances one to three, the gravest first
 * @param input.observedOn YYYY-MM-DD, not to come
 * @throws DomainError INVALID, NOT_FOUND
 */
export async function recordSubstances(
  tx: Transaction,
  input: { clientId: string; observedOn: string; substances: readonly SubstanceInput[] },
): Promise<{ clientId: string }> {
  authorise(tx.actor, "client.manage");
  const client = await liveClient(tx, input.clientId);
  const observedOn = checkPastDay(tx.now, input.observedOn, "observedOn");
  await addSubstances(tx, client.id, observedOn, input.substances);
  tx.audit({ action: "client.record-substances", subjectType: "client", subjectId: client.id, clientId: client.id });
  return { clientId: client.id };
}

/**
 * How a client lives, as seen on a day.
 * @throws DomainError INVALID for a code that is none, a day to come or nothing told; NOT_FOUND
 */
export async function recordCircumstances(
  tx: Transaction,
  input: { clientId: string; observedOn: string; circumstances: CircumstancesInput },
): Promise<{ clientId: string }> {
  authorise(tx.actor, "client.manage");
  const client = await liveClient(tx, input.clientId);
  const observedOn = checkPastDay(tx.now, input.observedOn, "observedOn");
  await addCircumstances(tx, client.id, observedOn, input.circumstances);
  tx.audit({
    action: "client.record-circumstances",
    subjectType: "client",
    subjectId: client.id,
    clientId: client.id,
    fields: Object.keys(input.circumstances),
  });
  return { clientId: client.id };
}

/** The same as `recordSubstances` for a service that has decided on its own permission. */
export async function addSubstances(
  tx: Transaction,
  clientId: string,
  observedOn: string,
  substances: readonly SubstanceInput[],
): Promise<void> {
  checkSubstances(substances);
  const setId = tx.newId();
  for (const [index, each] of substances.entries()) {
    await tx.insert(ClientSubstance, {
      clientId,
      setId,
      rank: index + 1,
      substance: each.substance,
      route: each.route ?? null,
      frequency: each.frequency ?? null,
      ageOfFirstUse: each.ageOfFirstUse ?? null,
      observedOn,
      recordedBy: recorderOf(tx),
      recordedAt: tx.now,
    });
  }
  await settleObservations(tx, clientId);
}

/** The same as `recordCircumstances` for a service that has decided on its own permission. */
export async function addCircumstances(
  tx: Transaction,
  clientId: string,
  observedOn: string,
  told: CircumstancesInput,
): Promise<void> {
  checkCircumstances(told);
  const given = Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined));
  const before = await lastSeen(tx, clientId, observedOn);
  await tx.insert(ClientCircumstances, {
    livingArrangement: before?.livingArrangement ?? null,
    employment: before?.employment ?? null,
    selfHelpFrequency: before?.selfHelpFrequency ?? null,
    arrestsPast30Days: before?.arrestsPast30Days ?? null,
    pregnant: before?.pregnant ?? null,
    veteran: before?.veteran ?? null,
    injectsDrugs: before?.injectsDrugs ?? null,
    ...given,
    clientId,
    observedOn,
    recordedBy: recorderOf(tx),
    recordedAt: tx.now,
  });
  await settleObservations(tx, clientId);
}

/** Another substance becomes the gravest; what was told of the others stays. */
export async function replacePrimarySubstance(
  tx: Transaction,
  clientId: string,
  observedOn: string,
  substance: number,
): Promise<void> {
  const held = await tx.find(ClientSubstance, { clientId, replacedAt: IsNull() }, { order: { rank: "ASC" } });
  const [gravest, ...others] = held;
  if (gravest?.substance === substance) return;
  const known = held.find((each) => each.substance === substance) ?? { substance };
  const kept = others.filter((each) => each.substance !== substance && each.substance !== NO_SUBSTANCE);
  // Never older than the set it replaces, else that one would go on.
  const day = gravest && gravest.observedOn > observedOn ? gravest.observedOn : observedOn;
  await addSubstances(tx, clientId, day, substance === NO_SUBSTANCE ? [known] : [known, ...kept]);
}

/**
 * Says of each observation whether it holds now: of the newest day, what was recorded last. Asked again also when rows
 * came from another client or went back to it. `primarySubstance` follows.
 */
export async function settleObservations(tx: Transaction, clientId: string): Promise<void> {
  for (const [table, set] of [
    ["client_circumstances", "id"],
    ["client_substances", "set_id"],
  ]) {
    await tx.change(
      `update ${table} t set replaced_at = case when t.${set} = newest.${set} then null else $2::timestamptz end
       from (select ${set} from ${table} where client_id = $1 order by observed_on desc, recorded_at desc, ${set} desc limit 1) newest
       where t.client_id = $1 and (t.replaced_at is null) <> (t.${set} = newest.${set})`,
      [clientId, tx.now],
    );
  }
  await tx.change(
    `update clients c set primary_substance = s.substance, version = version + 1
     from (select (select substance from client_substances where client_id = $1 and replaced_at is null and rank = 1) as substance) s
     where c.id = $1 and c.primary_substance is distinct from s.substance`,
    [clientId],
  );
}

/** A back-dated word builds on what stood then, not on what came after. */
async function lastSeen(tx: Transaction, clientId: string, on: string): Promise<ClientCircumstances | null> {
  const [last] = await tx.query<{ id: string }>(
    `select id from client_circumstances where client_id = $1 and observed_on <= $2
     order by observed_on desc, recorded_at desc, id desc limit 1`,
    [clientId, on],
  );
  return last ? tx.get(ClientCircumstances, last.id) : null;
}

function recorderOf(tx: Transaction): string | null {
  return tx.actor.kind === "person" ? tx.actor.id : null;
}

function checkCircumstances(told: CircumstancesInput): void {
  if (Object.values(told).every((value) => value === undefined)) throw invalid("circumstances", "Nothing was told.");
  checkCode(told.livingArrangement, 1, 3, "circumstances.livingArrangement");
  checkCode(told.employment, 1, 4, "circumstances.employment");
  checkCode(told.selfHelpFrequency, 1, 5, "circumstances.selfHelpFrequency");
  checkCode(told.arrestsPast30Days, 0, 99, "circumstances.arrestsPast30Days");
}

function checkSubstances(substances: readonly SubstanceInput[]): void {
  if (substances.length < 1 || substances.length > MOST_SUBSTANCES)
    throw invalid("substances", "One to three substances are told, the gravest first.");
  const codes = substances.map((each) => each.substance);
  if (new Set(codes).size < codes.length) throw invalid("substances", "A substance is told once.");
  if (codes.length > 1 && codes.includes(NO_SUBSTANCE))
    throw invalid("substances", "No substance goes together with none.");
  for (const [index, each] of substances.entries()) {
    checkCode(each.substance, 1, 19, `substances.${index}.substance`);
    checkCode(each.route, 1, 5, `substances.${index}.route`);
    checkCode(each.frequency, 1, 3, `substances.${index}.frequency`);
    checkCode(each.ageOfFirstUse, 0, 120, `substances.${index}.ageOfFirstUse`);
  }
}
