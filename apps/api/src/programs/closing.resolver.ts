import { Program, closeProgram } from "@causeway/care";
import type { GraphQLResolveInfo } from "graphql";
import { Arg, Ctx, Info, Mutation, Resolver } from "type-graphql";
import { dischargeOf } from "../enrollments/enrollment.inputs.ts";
import type { RequestContext } from "../graphql/context.ts";
import { idOf, optionalIdOf } from "../graphql/id.ts";
import type { Payload } from "../graphql/mutation.ts";
import { mutate, payloadType } from "../graphql/mutation.ts";
import { CloseProgramInput } from "./closing.inputs.ts";

const CloseProgramPayload = payloadType("CloseProgram", "program", () => Program);

@Resolver()
export class ClosingResolver {
  @Mutation(() => CloseProgramPayload, {
    description:
      "For good. Asks where its clients go: while some are left it is refused with their ids, CLIENTS_REMAIN or REFERRALS_REMAIN.",
  })
  closeProgram(
    @Arg("input", () => CloseProgramInput) input: CloseProgramInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return mutate(context, info, {
      operation: "closeProgram",
      key: input.idempotencyKey,
      input,
      work: async (tx) => {
        const { id, idempotencyKey: _, destinations, ...rest } = input;
        return closeProgram(tx, {
          ...rest,
          programId: idOf("program", id),
          destinations: destinations?.map(({ move, close, discharge }, index) => {
            const at = (...fields: string[]): string[] => ["destinations", String(index), ...fields];
            return {
              move: move && {
                ...move,
                enrollmentId: idOf("enrollment", move.enrollmentId, at("move", "enrollmentId")),
                toProgramId: idOf("program", move.toProgramId, at("move", "toProgramId")),
                assessmentId: optionalIdOf("assessment", move.assessmentId, at("move", "assessmentId")),
              },
              close: close && { ...close, enrollmentId: idOf("enrollment", close.id, at("close", "id")) },
              discharge: discharge && dischargeOf(discharge, at("discharge")),
            };
          }),
        });
      },
      answer: { field: "program", entity: Program, id: "programId" },
    });
  }
}
