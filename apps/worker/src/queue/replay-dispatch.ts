import { z } from "zod";
import { work } from "../work.ts";

/** A member asked that a dead job of their organisation be done after all. The subject is its dispatch. */
export const replayDispatch = work(
  { name: "queue.replay-dispatch", schema: z.object({}) },
  async ({ relay }, { organisationId, subjectId }) => {
    await relay.replayDead({ id: subjectId, organisationId });
  },
);
