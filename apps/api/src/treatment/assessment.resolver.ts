import type { Rating } from "@causeway/care";
import { Assessment, Enrollment, ratingsOf, recordAssessment } from "@causeway/care";
import type { GraphQLResolveInfo } from "graphql";
import { Arg, Ctx, Field, FieldResolver, Info, Int, Mutation, ObjectType, Resolver, Root } from "type-graphql";
import type { RequestContext } from "../graphql/context.ts";
import { idOf, optionalIdOf } from "../graphql/id.ts";
import type { Payload } from "../graphql/mutation.ts";
import { mutate, payloadType } from "../graphql/mutation.ts";
import { RecordAssessmentInput } from "./treatment.inputs.ts";

const RecordAssessmentPayload = payloadType("RecordAssessment", "assessment", () => Assessment, {
  enrollment: () => Enrollment,
});

@ObjectType({ description: "What a clinician entered for one dimension; nothing is computed from it." })
export class DimensionRating {
  @Field(() => Int)
  dimension: number;

  @Field(() => String)
  token: string;
}

@Resolver(() => Assessment)
export class AssessmentResolver {
  @FieldResolver(() => [DimensionRating])
  ratings(@Root() root: Assessment): Rating[] {
    return ratingsOf(root.ratings);
  }

  @Mutation(() => RecordAssessmentPayload, { description: "An assessment, or the correction of one." })
  recordAssessment(
    @Arg("input", () => RecordAssessmentInput) input: RecordAssessmentInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    const { idempotencyKey, enrollmentId, supersedesId, ...rest } = input;
    return mutate(context, info, {
      operation: "recordAssessment",
      key: idempotencyKey,
      input,
      work: async (tx) =>
        recordAssessment(tx, {
          ...rest,
          enrollmentId: idOf("enrollment", enrollmentId, ["enrollmentId"]),
          supersedesId: optionalIdOf("assessment", supersedesId, ["supersedesId"]),
        }),
      answer: [
        { field: "assessment", entity: Assessment, id: "assessmentId" },
        { field: "enrollment", entity: Enrollment, id: "enrollmentId" },
      ],
    });
  }
}
