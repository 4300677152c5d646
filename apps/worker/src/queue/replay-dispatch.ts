import { replayDispatch as job } from "@causeway/messaging";
import { work } from "../work.ts";

/** A member asked that a dead job of their organisation be done after all. */
export const replayDispatch = work(job, async ({ relay }, { organisationId, subjectId }) => {
  await relay.replayDead({ id: subjectId, organisationId });
});
