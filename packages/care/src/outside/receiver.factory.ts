import type { Database } from "@causeway/database";
import type { Actor } from "@causeway/kernel";
import { jobActor } from "@causeway/kernel";
import { OutsideReceiver, OutsideReceiverLevel } from "./receiver.entity.ts";
import { openReceiverOrganisation, receiverPlan } from "./receiver-organisation.service.ts";
import type { ReceiverInput } from "./receiver.rules.ts";
import { nameOutsideReceiver } from "./receiver.service.ts";

export interface TestReceiver {
  readonly receiverId: string;
  readonly organisationId: string;
  /** Of the first level. */
  readonly programId: string;
}

/** A receiver off the platform, with the organisation that stands for it open. */
export async function namedReceiver(
  db: Database,
  actor: Actor,
  input: Partial<ReceiverInput> = {},
): Promise<TestReceiver> {
  const { receiverId } = await db.run(actor, (tx) =>
    nameOutsideReceiver(tx, {
      name: "Cedar House",
      city: "Albany",
      region: "NY",
      email: "intake@cedar.example",
      timeZone: "America/New_York",
      levels: [{ edition: "ASAM3", levelCode: "2.1" }],
      ...input,
    }),
  );
  const plan = await db.run(actor, (tx) => receiverPlan(tx, { receiverId }));
  await db.run(jobActor(plan.organisationId, "outside.open-receiver"), (tx) => openReceiverOrganisation(tx, plan));
  return db.run(actor, async (tx) => {
    const receiver = await tx.get(OutsideReceiver, receiverId);
    const [level] = await tx.find(OutsideReceiverLevel, { receiverId }, { order: { createdAt: "ASC", id: "ASC" } });
    return { receiverId, organisationId: receiver.receiverOrganisationId, programId: level?.id ?? "" };
  });
}
