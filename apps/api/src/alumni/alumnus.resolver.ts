import {
  Alumnus,
  CheckIn,
  CheckInAttempt,
  checkInMachine,
  Client,
  ContactConsent,
  followAlumnus,
  recordCheckInAttempt,
  recordContactConsent,
} from "@causeway/care";
import { can } from "@causeway/identity";
import type { GraphQLResolveInfo } from "graphql";
import { Arg, Args, Ctx, FieldResolver, ID, Info, Mutation, Query, Resolver, Root } from "type-graphql";
import { accessType, action } from "../graphql/access.ts";
import { connectionType, ConnectionArgs, readConnection, type Connection } from "../graphql/connection.ts";
import { actorOf, type RequestContext } from "../graphql/context.ts";
import { idOf, optionalIdOf } from "../graphql/id.ts";
import { mutate, payloadType, type Payload } from "../graphql/mutation.ts";
import {
  AlumniArgs,
  CheckInsArgs,
  FollowAlumnusInput,
  RecordCheckInAttemptInput,
  RecordContactConsentInput,
  WithdrawContactConsentInput,
} from "./alumnus.inputs.ts";
import { closeAddresses, optOut } from "./opt-out.ts";

const AlumnusConnection = connectionType(Alumnus);
const CheckInConnection = connectionType(CheckIn);
const ContactConsentConnection = connectionType(ContactConsent);
const FollowAlumnusPayload = payloadType("FollowAlumnus", "alumnus", () => Alumnus);
const RecordContactConsentPayload = payloadType("RecordContactConsent", "contactConsent", () => ContactConsent);
const WithdrawContactConsentPayload = payloadType("WithdrawContactConsent", "client", () => Client);
const RecordCheckInAttemptPayload = payloadType("RecordCheckInAttempt", "checkIn", () => CheckIn);

const AlumnusAccess = accessType(Alumnus, {
  canRecordContactConsent: "alumni.manage",
  canWithdrawContactConsent: "alumni.manage",
});

@Resolver(() => Alumnus)
export class AlumnusResolver {
  @Query(() => AlumnusConnection)
  alumni(
    @Args(() => AlumniArgs) args: AlumniArgs,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection> {
    const orders = { NEWEST: [["dischargedOn", "DESC"]] } as const;
    return readConnection(context, info, Alumnus, args, { where: { state: args.state ?? undefined }, orders });
  }

  @FieldResolver(() => [CheckIn], { description: "In the order of their days." })
  checkIns(@Root() root: Alumnus): CheckIn[] {
    return root.checkIns ?? [];
  }

  @FieldResolver(() => AlumnusAccess.type)
  access(@Ctx() context: RequestContext): object {
    return AlumnusAccess.of(actorOf(context));
  }

  @Query(() => ContactConsentConnection, {
    description: "What a client agreed to be contacted for, ended ones included.",
  })
  contactConsents(
    @Arg("clientId", () => ID) clientId: string,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection> {
    const where = { clientId: idOf("client", clientId, ["clientId"]) };
    return readConnection(context, info, ContactConsent, args, { where, orders: { NEWEST: [["optedInAt", "DESC"]] } });
  }

  @Mutation(() => FollowAlumnusPayload, {
    description:
      "Follows someone who left in another way than by completing, or on other days; takes an opt-in to check-ins.",
  })
  followAlumnus(
    @Arg("input", () => FollowAlumnusInput) input: FollowAlumnusInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return mutate(context, info, {
      operation: "followAlumnus",
      key: input.idempotencyKey,
      input,
      work: (tx) =>
        followAlumnus(tx, {
          enrollmentId: idOf("enrollment", input.enrollmentId, ["enrollmentId"]),
          cadenceDays: input.cadenceDays ?? null,
        }),
      answer: { field: "alumnus", entity: Alumnus, id: "alumnusId" },
    });
  }

  @Mutation(() => RecordContactConsentPayload)
  recordContactConsent(
    @Arg("input", () => RecordContactConsentInput) input: RecordContactConsentInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    const { channel, purpose } = input;
    return mutate(context, info, {
      operation: "recordContactConsent",
      key: input.idempotencyKey,
      input,
      work: (tx) =>
        recordContactConsent(tx, { clientId: idOf("client", input.clientId, ["clientId"]), channel, purpose }),
      answer: { field: "contactConsent", entity: ContactConsent, id: "contactConsentId" },
    });
  }

  @Mutation(() => WithdrawContactConsentPayload, {
    description: "Ends every purpose on a channel; heeded from the next message on, those that wait included.",
  })
  withdrawContactConsent(
    @Arg("input", () => WithdrawContactConsentInput) input: WithdrawContactConsentInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    const { secret } = context.config;
    return mutate(context, info, {
      operation: "withdrawContactConsent",
      input,
      work: (tx) =>
        optOut(tx, {
          clientId: idOf("client", input.clientId, ["clientId"]),
          channel: input.channel,
          by: "STAFF",
          secret,
        }),
      answer: { field: "client", entity: Client, id: "clientId" },
    });
  }
}

const CheckInAccess = accessType(CheckIn, {
  canRecordAttempt: action("recordCheckInAttempt"),
});

@Resolver(() => CheckIn)
export class CheckInResolver {
  @Query(() => CheckInConnection, { description: "Check-ins, the earliest due first." })
  checkIns(
    @Args(() => CheckInsArgs) args: CheckInsArgs,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection> {
    const where = {
      state: args.state ?? undefined,
      alumnusId: optionalIdOf("alumnus", args.alumnusId, ["alumnusId"]),
      dueOn: args.dueBefore ? { lt: args.dueBefore } : undefined,
    };
    return readConnection(context, info, CheckIn, args, { where, orders: { DUE: [["dueOn", "ASC"]] } });
  }

  @FieldResolver(() => [CheckInAttempt], { description: "Every attempt, the system's own included, oldest first." })
  log(@Root() root: CheckIn): CheckInAttempt[] {
    return root.log ?? [];
  }

  @FieldResolver(() => [String])
  availableActions(@Root() root: CheckIn, @Ctx() context: RequestContext): string[] {
    const open = checkInMachine.available(root.state, "staff").length > 0;
    return open && can(actorOf(context), "alumni.manage") ? ["recordCheckInAttempt"] : [];
  }

  @FieldResolver(() => CheckInAccess.type)
  access(@Root() root: CheckIn, @Ctx() context: RequestContext): object {
    return CheckInAccess.of(actorOf(context), this.availableActions(root, context));
  }

  @Mutation(() => RecordCheckInAttemptPayload)
  recordCheckInAttempt(
    @Arg("input", () => RecordCheckInAttemptInput) input: RecordCheckInAttemptInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    const { channel, outcome } = input;
    return mutate(context, info, {
      operation: "recordCheckInAttempt",
      key: input.idempotencyKey,
      input,
      work: async (tx) => {
        const checkInId = idOf("check_in", input.checkInId, ["checkInId"]);
        const done = await recordCheckInAttempt(tx, {
          checkInId,
          channel,
          outcome,
          expectedVersion: input.expectedVersion ?? null,
        });
        if (outcome === "OPTED_OUT")
          await closeAddresses(tx, { clientId: done.clientId, channel, secret: context.config.secret });
        return { checkInId: done.checkInId };
      },
      answer: { field: "checkIn", entity: CheckIn, id: "checkInId" },
    });
  }
}
