import { LocalDate, computed, selectionOf } from "@causeway/database";
import {
  AGREEMENT_EDITION,
  Organisation,
  RedisclosureStatuses,
  can,
  goLive,
  setBusinessHours,
  setRedisclosureStatus,
  signAgreement,
} from "@causeway/identity";
import { encodeId } from "@causeway/kernel";
import type { GraphQLResolveInfo } from "graphql";
import {
  Arg,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Info,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from "type-graphql";
import { accessType, action } from "../graphql/access.ts";
import type { RequestContext } from "../graphql/context.ts";
import { actorOf } from "../graphql/context.ts";
import { optionalIdOf } from "../graphql/id.ts";
import type { Payload } from "../graphql/mutation.ts";
import { mutate, payloadType } from "../graphql/mutation.ts";

@InputType()
export class SignAgreementInput {
  @Field(() => String, { description: "Name of the person who signs for the organisation." })
  signedBy: string;

  @Field(() => String, { description: "The edition that was read; see `agreementInForce`." })
  edition: string;
}

@ObjectType({ description: "Hours in which an organisation answers on one weekday, in its own zone." })
class BusinessHours {
  @Field(() => Int, { description: "1 Monday to 7 Sunday." })
  weekday: number;

  @Field(() => String, { description: "As in 08:30." })
  opens: string;

  @Field(() => String, { description: "As in 18:00; the end of the day is 24:00." })
  closes: string;
}

@InputType()
export class BusinessHoursInput {
  @Field(() => Int, { description: "1 Monday to 7 Sunday." })
  weekday: number;

  @Field(() => String, { description: "As in 08:30." })
  opens: string;

  @Field(() => String, { description: "As in 18:00; the end of the day is 24:00." })
  closes: string;
}

@InputType()
export class SetBusinessHoursInput {
  @Field(() => [BusinessHoursInput], { description: "A weekday that is left out is a day off." })
  hours: BusinessHoursInput[];

  @Field(() => Int, { nullable: true })
  expectedVersion?: number | null;
}

@InputType()
export class SetRedisclosureStatusInput {
  @Field(() => RedisclosureStatuses)
  status: Organisation["redisclosureStatus"];

  @Field(() => Int, { nullable: true })
  expectedVersion?: number | null;
}

const SetBusinessHoursPayload = payloadType("SetBusinessHours", "organisation", () => Organisation);
const SetRedisclosureStatusPayload = payloadType("SetRedisclosureStatus", "organisation", () => Organisation);
const SignAgreementPayload = payloadType("SignAgreement", "organisation", () => Organisation);
const GoLivePayload = payloadType("GoLive", "organisation", () => Organisation);
const answer = { field: "organisation", entity: Organisation, id: "organisationId" };

computed(Organisation, "availableActions", ["status", "agreementId"]);
computed(Organisation, "businessHours", ["calendar"]);
computed(Organisation, "closedDays", ["calendar"]);

const OrganisationAccess = accessType(Organisation, {
  canSignAgreement: action("signAgreement"),
  canGoLive: action("goLive"),
  canSetBusinessHours: action("setBusinessHours"),
  canSetRedisclosureStatus: action("setRedisclosureStatus"),
});

@Resolver(() => Organisation)
export class OrganisationResolver {
  @Query(() => Organisation, { nullable: true, description: "The viewer's own, or a live one by its id." })
  organisation(
    @Arg("id", () => ID, { nullable: true }) id: string | undefined,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Record<string, unknown> | null> {
    const actor = actorOf(context);
    const organisationId = optionalIdOf("organisation", id) ?? actor.organisationId;
    return context.db.readOne(actor, Organisation, selectionOf(info), { id: organisationId });
  }

  @Query(() => String, { description: "Edition of the agreement that an organisation signs before it goes live." })
  agreementInForce(): string {
    return AGREEMENT_EDITION;
  }

  @FieldResolver(() => [String])
  availableActions(@Root() root: Organisation, @Ctx() context: RequestContext): string[] {
    const actor = actorOf(context);
    if (root.id !== encodeId("organisation", actor.organisationId) || !can(actor, "organisation.manage")) return [];
    const settings = ["setBusinessHours", "setRedisclosureStatus"];
    if (root.status !== "ONBOARDING") return settings;
    return [root.agreementId === null ? "signAgreement" : "goLive", ...settings];
  }

  @FieldResolver(() => [BusinessHours], { description: "When it answers; the deadlines of referrals run in these." })
  businessHours(@Root() root: Organisation): readonly BusinessHours[] {
    return root.calendar.hours;
  }

  @FieldResolver(() => [LocalDate], { description: "Days on which all of it is closed: its holidays at every site." })
  closedDays(@Root() root: Organisation): readonly string[] {
    return root.calendar.closedDays;
  }

  @FieldResolver(() => OrganisationAccess.type)
  access(@Root() root: Organisation, @Ctx() context: RequestContext): object {
    return OrganisationAccess.of(actorOf(context), this.availableActions(root, context));
  }

  @Mutation(() => SignAgreementPayload)
  signAgreement(
    @Arg("input", () => SignAgreementInput) input: SignAgreementInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return mutate(context, info, { operation: "signAgreement", input, work: (tx) => signAgreement(tx, input), answer });
  }

  @Mutation(() => SetBusinessHoursPayload, {
    description: "When the organisation answers. Deadlines that run are counted anew.",
  })
  setBusinessHours(
    @Arg("input", () => SetBusinessHoursInput) input: SetBusinessHoursInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return mutate(context, info, {
      operation: "setBusinessHours",
      input,
      work: (tx) => setBusinessHours(tx, input),
      answer,
    });
  }

  @Mutation(() => SetRedisclosureStatusPayload, {
    description: "What the organisation is as a holder of records of others; goes with what is sent to it from now on.",
  })
  setRedisclosureStatus(
    @Arg("input", () => SetRedisclosureStatusInput) input: SetRedisclosureStatusInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return mutate(context, info, {
      operation: "setRedisclosureStatus",
      input,
      work: (tx) => setRedisclosureStatus(tx, input),
      answer,
    });
  }

  @Mutation(() => GoLivePayload, { description: "Opens the organisation for work, once its agreement is signed." })
  goLive(@Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Payload> {
    return mutate(context, info, { operation: "goLive", input: {}, work: goLive, answer });
  }
}
