export { OutsideReceiver, OutsideReceiverLevel, ReceiverStateEnum } from "./receiver.entity.ts";
export { openReceiver } from "./receiver.jobs.ts";
export type { ReceiverPlan } from "./receiver-organisation.service.ts";
export { openReceiverOrganisation, receiverPlan } from "./receiver-organisation.service.ts";
export type { OutsideProgram } from "./receiver.query.ts";
export { outsideProgramAt, outsidePrograms } from "./receiver.query.ts";
export type { LevelOffered, ReceiverInput } from "./receiver.rules.ts";
export { nameOutsideReceiver, retireReceiver, updateOutsideReceiver } from "./receiver.service.ts";
