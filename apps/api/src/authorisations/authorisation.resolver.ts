import {
  Authorisation,
  AuthorisationDecision,
  BillingCode,
  appealAuthorisation,
  authorisationActions,
  billingCodes,
  burnDownOf,
  correctAuthorisation,
  decideAuthorisation,
  requestAuthorisation,
} from "@causeway/care";
import type { BurnDown } from "@causeway/care";
import type { Transaction } from "@causeway/database";
import { DateTime, selectionOf } from "@causeway/database";
import { invalid } from "@causeway/kernel";
import type { GraphQLResolveInfo } from "graphql";
import { Arg, Args, Ctx, FieldResolver, ID, Info, Mutation, Query, Resolver, Root } from "type-graphql";
import { accessType, action } from "../graphql/access.ts";
import type { Connection } from "../graphql/connection.ts";
import { connectionType, readConnection } from "../graphql/connection.ts";
import type { RequestContext } from "../graphql/context.ts";
import { actorOf } from "../graphql/context.ts";
import { idOf, optionalIdOf } from "../graphql/id.ts";
import type { Payload } from "../graphql/mutation.ts";
import { mutate, payloadType } from "../graphql/mutation.ts";
import { AuthorisationBurnDown } from "./authorisation.types.ts";
import {
  AppealAuthorisationInput,
  AuthorisationsArgs,
  DecideAuthorisationInput,
  RequestAuthorisationInput,
} from "./authorisation.inputs.ts";

const Authorisations = connectionType(Authorisation);
const payload = (mutation: string) => payloadType(mutation, "authorisation", () => Authorisation);
const RequestAuthorisationPayload = payload("RequestAuthorisation");
const DecideAuthorisationPayload = payload("DecideAuthorisation");
const CorrectAuthorisationPayload = payload("CorrectAuthorisation");
const AppealAuthorisationPayload = payload("AppealAuthorisation");

const answer = { field: "authorisation", entity: Authorisation, id: "authorisationId" };

const AuthorisationAccess = accessType(Authorisation, {
  canDecide: action("decideAuthorisation"),
  canAppeal: action("appealAuthorisation"),
  canCorrect: action("correctAuthorisation"),
});

@Resolver(() => Authorisation)
export class AuthorisationResolver {
  @Query(() => Authorisations, { description: "What payers were asked to cover, over the viewer's organisation." })
  authorisations(
    @Args(() => AuthorisationsArgs) args: AuthorisationsArgs,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection> {
    return readConnection(context, info, Authorisation, args, {
      where: {
        state: args.states ?? undefined,
        enrollmentId: optionalIdOf("enrollment", args.enrollmentId, ["enrollmentId"]),
        clientId: optionalIdOf("client", args.clientId, ["clientId"]),
      },
      orders: {
        NEWEST: [["createdAt", "DESC"]],
        ENDING: [["endsOn", "ASC"]],
        NEXT_REVIEW: [["nextReviewOn", "ASC"]],
      },
      order: args.orderBy,
    });
  }

  @Query(() => Authorisation, { nullable: true })
  authorisation(
    @Arg("id", () => ID) id: string,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Record<string, unknown> | null> {
    return context.db.readOne(actorOf(context), Authorisation, selectionOf(info), { id: idOf("authorisation", id) });
  }

  @Query(() => AuthorisationBurnDown, {
    nullable: true,
    description: "What of an authorisation is used, day by day, and when it will be used up. From what was attended.",
  })
  authorisationBurnDown(
    @Arg("id", () => ID) id: string,
    @Arg("asBelievedAt", () => DateTime, { nullable: true }) asBelievedAt: Date | null,
    @Ctx() context: RequestContext,
  ): Promise<BurnDown | null> {
    const authorisationId = idOf("authorisation", id);
    return burnDownOf(context.db, actorOf(context), authorisationId, asBelievedAt ?? context.clock.now());
  }

  @Query(() => [BillingCode], { description: "The codes by which payers authorise care of these levels." })
  billingCodes(@Ctx() context: RequestContext): Promise<BillingCode[]> {
    return billingCodes(context.db, actorOf(context));
  }

  @FieldResolver(() => [AuthorisationDecision], {
    description: "Each step and how it stood after it, corrected ones included.",
  })
  decisions(@Root() root: Authorisation & { decisions: AuthorisationDecision[] }): AuthorisationDecision[] {
    return root.decisions;
  }

  @FieldResolver(() => [String])
  availableActions(@Root() root: Authorisation, @Ctx() context: RequestContext): string[] {
    return authorisationActions(actorOf(context), root.state);
  }

  @FieldResolver(() => AuthorisationAccess.type)
  access(@Root() root: Authorisation, @Ctx() context: RequestContext): object {
    return AuthorisationAccess.of(actorOf(context), this.availableActions(root, context));
  }

  @Mutation(() => RequestAuthorisationPayload, { description: "A payer is asked to cover days of a stay." })
  requestAuthorisation(
    @Arg("input", () => RequestAuthorisationInput) input: RequestAuthorisationInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    const { enrollmentId, coverageId, idempotencyKey, edition, levelCode, ...rest } = input;
    return mutate(context, info, {
      operation: "requestAuthorisation",
      key: idempotencyKey,
      input,
      work: async (tx) =>
        requestAuthorisation(tx, {
          ...rest,
          level: levelOf(edition, levelCode),
          enrollmentId: idOf("enrollment", enrollmentId, ["enrollmentId"]),
          coverageId: optionalIdOf("coverage", coverageId, ["coverageId"]),
        }),
      answer,
    });
  }

  @Mutation(() => DecideAuthorisationPayload, { description: "What the payer answered." })
  decideAuthorisation(
    @Arg("input", () => DecideAuthorisationInput) input: DecideAuthorisationInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return decide(context, info, "decideAuthorisation", input, decideAuthorisation);
  }

  @Mutation(() => CorrectAuthorisationPayload, {
    description: "The last answer was entered wrongly; another stands in its place, and the log keeps both.",
  })
  correctAuthorisation(
    @Arg("input", () => DecideAuthorisationInput) input: DecideAuthorisationInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return decide(context, info, "correctAuthorisation", input, correctAuthorisation);
  }

  @Mutation(() => AppealAuthorisationPayload, { description: "A denial, whole or in part, is appealed in time." })
  appealAuthorisation(
    @Arg("input", () => AppealAuthorisationInput) input: AppealAuthorisationInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    const { id, idempotencyKey, ...rest } = input;
    return mutate(context, info, {
      operation: "appealAuthorisation",
      key: idempotencyKey,
      input,
      work: async (tx) => appealAuthorisation(tx, { ...rest, authorisationId: idOf("authorisation", id) }),
      answer,
    });
  }
}

function decide(
  context: RequestContext,
  info: GraphQLResolveInfo,
  operation: string,
  input: DecideAuthorisationInput,
  service: (tx: Transaction, given: Parameters<typeof decideAuthorisation>[1]) => Promise<{ authorisationId: string }>,
): Promise<Payload> {
  const { id, idempotencyKey, edition, levelCode, ...rest } = input;
  return mutate(context, info, {
    operation,
    key: idempotencyKey,
    input,
    work: async (tx) =>
      service(tx, { ...rest, level: levelOf(edition, levelCode), authorisationId: idOf("authorisation", id) }),
    answer,
  });
}

function levelOf(
  edition: string | null | undefined,
  code: string | null | undefined,
): { edition: string; code: string } | null {
  if (!edition && !code) return null;
  if (!edition || !code) throw invalid("levelCode", "A level is an edition and a code.");
  return { edition, code };
}
