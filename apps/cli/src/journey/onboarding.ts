import { randomBytes } from "node:crypto";
import { Database } from "@causeway/database";
import { identityEntities } from "@causeway/identity";
import { encodeId } from "@causeway/kernel";
import { handToOwner } from "../organisations/create-organisation.ts";
import { ApiPerson } from "./api-person.ts";
import { inLanes } from "./in-lanes.ts";
import { linkIn } from "./mailroom.ts";
import type { Case } from "./plan.rules.ts";
import type { Stage } from "./stage.ts";

/** An organisation that takes part, through its owner at the public API. */
export interface Participant {
  readonly organisationId: string;
  readonly owner: ApiPerson;
}

const LANES = 4;
/** Organisations with a webhook: enough to see them fail and recover, few enough to read. */
const WITH_WEBHOOKS = 12;

/** Places each program needs: all who begin there, and most of those whom it may accept, so that some find none. */
export function placesNeeded(cases: readonly Case[]): ReadonlyMap<string, { organisationId: string; places: number }> {
  const needed = new Map<string, { organisationId: string; places: number }>();
  const add = (program: { programId: string; organisationId: string }, places: number): void => {
    const before = needed.get(program.programId)?.places ?? 0;
    needed.set(program.programId, { organisationId: program.organisationId, places: before + places });
  };
  for (const { program, referral, changesService, levelChange } of cases) {
    add(program, 1);
    if (levelChange) add(levelChange.program, 1);
    for (const [i, recipient] of (referral?.recipients ?? []).entries()) {
      const answer = referral?.course.scripts[i]?.answer ?? "SILENT";
      const accepts = answer === "ACCEPT" || answer === "ASK_THEN_ACCEPT";
      add(recipient, changesService ? 1 : accepts ? 0.8 : 0);
    }
  }
  return new Map(
    [...needed].map(([id, { organisationId, places }]) => [id, { organisationId, places: Math.ceil(places) }]),
  );
}

/**
 * Brings every organisation that takes part to life, as it would happen: the operator names an owner, who gets a mail,
 * sets a password, signs the agreement, goes live, states places and publishes.
 */
export async function bringLive(stage: Stage, cases: readonly Case[]): Promise<ReadonlyMap<string, Participant>> {
  const needed = placesNeeded(cases);
  const programsOf = new Map<string, { programId: string; places: number }[]>();
  for (const [programId, { organisationId, places }] of needed) {
    programsOf.set(organisationId, [...(programsOf.get(organisationId) ?? []), { programId, places }]);
  }
  const participants = new Map<string, Participant>();
  const db = await Database.open({ urls: stage.urls, entities: identityEntities, clock: stage.clock, poolSize: 4 });
  const anonymous = new ApiPerson(stage.url, null);
  try {
    const emailOf = (organisationId: string): string => `owner@${organisationId}.example`;
    await inLanes("owners", [...programsOf.keys()], LANES, async (organisationId) => {
      const email = emailOf(organisationId);
      await handToOwner(db, organisationId, { email, displayName: "Owner" });
      await anonymous.mutate("requestPasswordReset", { email }, "");
    });
    await inLanes("organisations go live", [...programsOf], LANES, async ([organisationId, programs]) => {
      const email = emailOf(organisationId);
      const link = linkIn(await stage.mailroom.waitFor(email), "/password-reset#");
      if (!link) throw new Error("the mail has no link to set a password");
      const password = randomBytes(12).toString("base64url");
      await anonymous.mutate("resetPassword", { token: link.hash.slice(1), password }, "");
      const owner = new ApiPerson(stage.url, { email, password });
      const { agreementInForce } = await owner.query<{ agreementInForce: string }>("{ agreementInForce }");
      await owner.mutate("signAgreement", { edition: agreementInForce, signedBy: "Owner" }, "organisation { id }");
      await owner.command("goLive", "organisation { id status }");
      for (const { programId, places } of programs) {
        const id = encodeId("program", programId);
        await owner.mutate("updateProgram", { id, capacity: places }, "program { id }");
        await owner.mutate("publishProgram", { id }, "program { id published }");
      }
      participants.set(organisationId, { organisationId, owner });
    });
  } finally {
    await db.close();
  }
  return participants;
}

/** Partners that listen by webhook: senders and receivers of referrals. */
export async function listen(
  stage: Stage,
  cases: readonly Case[],
  participants: ReadonlyMap<string, Participant>,
): Promise<number> {
  const talking = new Set(
    cases.flatMap(({ program, referral }) =>
      referral ? [program.organisationId, ...referral.recipients.slice(0, 1).map((each) => each.organisationId)] : [],
    ),
  );
  const chosen = [...talking].slice(0, WITH_WEBHOOKS);
  for (const organisationId of chosen) {
    const path = `/hooks/${organisationId}`;
    const input = { url: `${stage.receiver.url}${path}`, eventTypes: ["*"] };
    const made = await participants
      .get(organisationId)
      ?.owner.mutate<{ secret: string }>("createWebhookEndpoint", input, "secret");
    if (made) stage.receiver.expect(path, made.secret);
  }
  return chosen.length;
}
