import type { DeniedAccess, ListedRecipient } from "@causeway/care";
import {
  EmergencyReview,
  RecipientListRequest,
  accountingSince,
  answerRecipientList,
  deniedAccess,
  recipientsOf,
  recordDisclosure,
  recordEmergencyDisclosure,
  requestRecipientList,
  reviewEmergency,
} from "@causeway/care";
import { DateTime } from "@causeway/database";
import { authorise, can } from "@causeway/identity";
import { encodeId } from "@causeway/kernel";
import type { GraphQLResolveInfo } from "graphql";
import {
  Arg,
  Args,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Info,
  Int,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from "type-graphql";
import { accessType, action } from "../graphql/access.ts";
import type { Connection } from "../graphql/connection.ts";
import { connectionType, readConnection } from "../graphql/connection.ts";
import type { RequestContext } from "../graphql/context.ts";
import { actorOf } from "../graphql/context.ts";
import { idOf, optionalIdOf } from "../graphql/id.ts";
import type { Payload } from "../graphql/mutation.ts";
import { mutate, payloadType } from "../graphql/mutation.ts";
import {
  AnswerRecipientListInput,
  EmergencyReviewsArgs,
  RecipientListArgs,
  RecipientListRequestsArgs,
  RecordDisclosureInput,
  RecordEmergencyDisclosureInput,
  RequestRecipientListInput,
  ReviewEmergencyInput,
} from "./disclosure.inputs.ts";

@ObjectType("ListedRecipient", { description: "Who received records of a client under a consent (42 CFR 2.24(b)(2))." })
class Listed {
  @Field(() => String)
  recipientName: string;

  @Field(() => ID, { nullable: true })
  recipientOrganisationId: string | null;

  @Field(() => String, { nullable: true, description: "The intermediary that the consent names." })
  intermediaryName: string | null;

  @Field(() => DateTime)
  firstAt: Date;

  @Field(() => DateTime)
  lastAt: Date;

  @Field(() => Int)
  times: number;

  @Field(() => [String])
  categories: string[];
}

@ObjectType("DeniedAccess", { description: "What was refused to one actor, and how often." })
class Denied {
  @Field(() => String)
  actorKind: string;

  @Field(() => ID, { nullable: true })
  actorId: string | null;

  @Field(() => String)
  action: string;

  @Field(() => String, { nullable: true })
  reason: string | null;

  @Field(() => Int)
  times: number;

  @Field(() => Int, { description: "Different records that it was tried on." })
  subjects: number;

  @Field(() => DateTime)
  firstAt: Date;

  @Field(() => DateTime)
  lastAt: Date;
}

const RecordDisclosurePayload = payloadType("RecordDisclosure", null, null, { disclosureId: () => ID });
const RecordEmergencyDisclosurePayload = payloadType(
  "RecordEmergencyDisclosure",
  "emergencyReview",
  () => EmergencyReview,
  { disclosureId: () => ID },
);
const ReviewEmergencyPayload = payloadType("ReviewEmergency", "emergencyReview", () => EmergencyReview, {
  breachId: () => ID,
});
const RequestRecipientListPayload = payloadType("RequestRecipientList", "request", () => RecipientListRequest);
const AnswerRecipientListPayload = payloadType("AnswerRecipientList", "request", () => RecipientListRequest);
const EmergencyReviews = connectionType(EmergencyReview);
const RecipientListRequests = connectionType(RecipientListRequest);
const review = { field: "emergencyReview", entity: EmergencyReview, id: "emergencyReviewId" };
const request = { field: "request", entity: RecipientListRequest, id: "requestId" };

const ReviewAccess = accessType(EmergencyReview, { canReview: action("reviewEmergency") });
const RequestAccess = accessType(RecipientListRequest, { canAnswer: action("answerRecipientList") });

/** Disclosures without consent, and who received what under one. */
@Resolver()
export class DisclosureResolver {
  @Query(() => [Listed], { description: "Everybody who received records of a client under a consent (42 CFR 2.24)." })
  async recipientList(
    @Args(() => RecipientListArgs) args: RecipientListArgs,
    @Ctx() context: RequestContext,
  ): Promise<Listed[]> {
    const actor = actorOf(context);
    authorise(actor, "disclosure.read");
    const since = args.since ?? accountingSince(context.clock.now());
    const statement = recipientsOf(
      idOf("client", args.clientId, ["clientId"]),
      since,
      args.throughIntermediary ?? false,
    );
    const listed = await context.db.readWith<ListedRecipient>(actor, statement);
    return listed.map((one) => ({
      ...one,
      recipientOrganisationId: one.recipientOrganisationId && encodeId("organisation", one.recipientOrganisationId),
    }));
  }

  @Query(() => [Denied], {
    description:
      "What was refused in the viewer's organisation since an instant, most frequent first: where to look when a breach is suspected.",
  })
  async deniedAccess(@Arg("since", () => DateTime) since: Date, @Ctx() context: RequestContext): Promise<Denied[]> {
    const actor = actorOf(context);
    authorise(actor, "audit.read");
    const denied = await context.db.readWith<DeniedAccess>(actor, deniedAccess(since));
    return denied.map((one) => ({
      ...one,
      actorId: one.actorId && encodeId(one.actorKind === "person" ? "member" : one.actorKind, one.actorId),
    }));
  }

  @Mutation(() => RecordDisclosurePayload, {
    description: "Writes down a disclosure made without consent. What its basis asks for and is missing refuses it.",
  })
  recordDisclosure(
    @Arg("input", () => RecordDisclosureInput) input: RecordDisclosureInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return mutate(context, info, {
      operation: "recordDisclosure",
      key: input.idempotencyKey,
      input,
      work: async (tx) =>
        recordDisclosure(tx, { ...input, clientId: optionalIdOf("client", input.clientId, ["clientId"]) }),
      also: ({ disclosureId }) => ({ disclosureId: encodeId("disclosure", disclosureId) }),
    });
  }

  @Mutation(() => RecordEmergencyDisclosurePayload, {
    description: "What was told to medical personnel in an emergency; its review is due within a business day.",
  })
  recordEmergencyDisclosure(
    @Arg("input", () => RecordEmergencyDisclosureInput) input: RecordEmergencyDisclosureInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return mutate(context, info, {
      operation: "recordEmergencyDisclosure",
      key: input.idempotencyKey,
      input,
      work: async (tx) =>
        recordEmergencyDisclosure(tx, { ...input, clientId: idOf("client", input.clientId, ["clientId"]) }),
      answer: review,
      also: ({ disclosureId }) => ({ disclosureId: encodeId("disclosure", disclosureId) }),
    });
  }

  @Mutation(() => RequestRecipientListPayload, {
    description: "A client's written request who received records; to be answered within 30 days.",
  })
  requestRecipientList(
    @Arg("input", () => RequestRecipientListInput) input: RequestRecipientListInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return mutate(context, info, {
      operation: "requestRecipientList",
      key: input.idempotencyKey,
      input,
      work: async (tx) =>
        requestRecipientList(tx, { ...input, clientId: idOf("client", input.clientId, ["clientId"]) }),
      answer: request,
    });
  }
}

@Resolver(() => EmergencyReview)
export class EmergencyReviewResolver {
  @Query(() => EmergencyReviews, {
    description: "What was disclosed in emergencies, and what the looks at it came to.",
  })
  emergencyReviews(
    @Args(() => EmergencyReviewsArgs) args: EmergencyReviewsArgs,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection> {
    return readConnection(context, info, EmergencyReview, args, {
      where: { outcome: args.open ? null : undefined },
      orders: { DUE: [["dueAt", "ASC"]] },
    });
  }

  @FieldResolver(() => [String])
  availableActions(@Root() root: EmergencyReview, @Ctx() context: RequestContext): string[] {
    const actor = actorOf(context);
    const own = actor.id !== null && root.openedBy === encodeId("member", actor.id);
    return root.outcome === null && !own && can(actor, "disclosure.manage") ? ["reviewEmergency"] : [];
  }

  @FieldResolver(() => ReviewAccess.type)
  access(@Root() root: EmergencyReview, @Ctx() context: RequestContext): object {
    return ReviewAccess.of(actorOf(context), this.availableActions(root, context));
  }

  @Mutation(() => ReviewEmergencyPayload, {
    description: "What the review came to. Not justified, it opens a breach, to be assessed.",
  })
  reviewEmergency(
    @Arg("input", () => ReviewEmergencyInput) input: ReviewEmergencyInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    const { id, idempotencyKey, ...rest } = input;
    return mutate(context, info, {
      operation: "reviewEmergency",
      key: idempotencyKey,
      input,
      work: async (tx) => reviewEmergency(tx, { ...rest, emergencyReviewId: idOf("emergency_review", id) }),
      answer: review,
      also: ({ breachId }) => ({ breachId: breachId ? encodeId("breach", breachId) : null }),
    });
  }
}

@Resolver(() => RecipientListRequest)
export class RecipientListResolver {
  @Query(() => RecipientListRequests)
  recipientListRequests(
    @Args(() => RecipientListRequestsArgs) args: RecipientListRequestsArgs,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection> {
    return readConnection(context, info, RecipientListRequest, args, {
      where: {
        clientId: optionalIdOf("client", args.clientId, ["clientId"]),
        answeredOn: args.open ? null : undefined,
      },
      orders: { DUE: [["dueOn", "ASC"]] },
    });
  }

  @FieldResolver(() => [String])
  availableActions(@Root() root: RecipientListRequest, @Ctx() context: RequestContext): string[] {
    return root.answeredOn === null && can(actorOf(context), "disclosure.manage") ? ["answerRecipientList"] : [];
  }

  @FieldResolver(() => RequestAccess.type)
  access(@Root() root: RecipientListRequest, @Ctx() context: RequestContext): object {
    return RequestAccess.of(actorOf(context), this.availableActions(root, context));
  }

  @Mutation(() => AnswerRecipientListPayload, { description: "The list was given to the client." })
  answerRecipientList(
    @Arg("input", () => AnswerRecipientListInput) input: AnswerRecipientListInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    const { id, idempotencyKey, ...rest } = input;
    return mutate(context, info, {
      operation: "answerRecipientList",
      key: idempotencyKey,
      input,
      work: async (tx) => answerRecipientList(tx, { ...rest, requestId: idOf("recipient_list_request", id) }),
      answer: request,
    });
  }
}
