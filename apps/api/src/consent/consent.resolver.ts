import type { AccountingLine, ConsentCommandInput, LegalBasis, Manner, RedisclosureRule } from "@causeway/care";
import {
  Consent,
  ConsentGrant,
  LegalBasisEnum,
  MannerEnum,
  RedisclosureRuleEnum,
  accountingOfDisclosures,
  accountingSince,
  consentActions,
  flagConsentFalse,
  holdConsent,
  liftConsentHold,
  recordConsent,
  recordConsentEvent,
  revokeConsent,
} from "@causeway/care";
import type { Transaction } from "@causeway/database";
import { DateTime } from "@causeway/database";
import { authorise, can } from "@causeway/identity";
import { encodeId, invalid } from "@causeway/kernel";
import type { GraphQLResolveInfo } from "graphql";
import {
  Arg,
  Args,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Info,
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
import type { ConsentCommandInput as CommandInput } from "./consent.inputs.ts";
import {
  AccountingArgs,
  ConsentsArgs,
  FlagConsentFalseInput,
  HoldConsentInput,
  LiftConsentHoldInput,
  RecordConsentEventInput,
  RecordConsentInput,
  RevokeConsentInput,
} from "./consent.inputs.ts";

@ObjectType("Disclosure", { description: "One line of the accounting of disclosures (42 CFR 2.25)." })
class DisclosureLine {
  @Field(() => ID)
  id: string;

  @Field(() => DateTime)
  at: Date;

  @Field(() => String, { description: "READ, DELIVERY or EXPORT." })
  kind: string;

  @Field(() => String)
  recipientName: string;

  @Field(() => String, { nullable: true, description: "Facility, court or agency the recipient is with." })
  recipientAffiliation: string | null;

  @Field(() => ID, { nullable: true })
  recipientOrganisationId: string | null;

  @Field(() => String)
  purpose: string;

  @Field(() => [String])
  categories: string[];

  @Field(() => LegalBasisEnum)
  legalBasis: LegalBasis;

  @Field(() => MannerEnum, { nullable: true, description: "How it left, where that was not by this platform." })
  manner: Manner | null;

  @Field(() => String, { nullable: true, description: "Who disclosed, where the law asks for it." })
  disclosedBy: string | null;

  @Field(() => String, { nullable: true, description: "Number of the order, agreement, protocol or report." })
  reference: string | null;

  @Field(() => String, { nullable: true })
  circumstances: string | null;

  @Field(() => DateTime, { nullable: true, description: "Where it was written down after it was made." })
  recordedAt: Date | null;

  @Field(() => String, { nullable: true })
  referralNumber: string | null;

  @Field(() => RedisclosureRuleEnum, { nullable: true, description: "What the recipient may do further with it." })
  redisclosureRule: RedisclosureRule | null;
}

const Consents = connectionType(Consent);
const RecordConsentPayload = payloadType("RecordConsent", "consent", () => Consent);
const RevokeConsentPayload = payloadType("RevokeConsent", "consent", () => Consent);
const HoldConsentPayload = payloadType("HoldConsent", "consent", () => Consent);
const LiftConsentHoldPayload = payloadType("LiftConsentHold", "consent", () => Consent);
const FlagConsentFalsePayload = payloadType("FlagConsentFalse", "consent", () => Consent);
const RecordConsentEventPayload = payloadType("RecordConsentEvent", "consent", () => Consent);
const consent = { field: "consent", entity: Consent, id: "consentId" };

const ConsentAccess = accessType(Consent, {
  canRevoke: action("revoke"),
  canHold: action("hold"),
  canLift: action("lift"),
  canFlagFalse: action("flagFalse"),
  canRecordEvent: action("recordEvent"),
});

@Resolver(() => Consent)
export class ConsentResolver {
  @Query(() => Consents, { description: "Consents of one client, newest first." })
  consents(
    @Args(() => ConsentsArgs) args: ConsentsArgs,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection> {
    return readConnection(context, info, Consent, args, {
      where: { clientId: idOf("client", args.clientId, ["clientId"]) },
      orders: { NEWEST: [["createdAt", "DESC"]] },
    });
  }

  @Query(() => [DisclosureLine], { description: "Every disclosure about one client, newest first." })
  async accountingOfDisclosures(
    @Args(() => AccountingArgs) args: AccountingArgs,
    @Ctx() context: RequestContext,
  ): Promise<DisclosureLine[]> {
    const actor = actorOf(context);
    authorise(actor, "disclosure.read");
    const since = args.since ?? accountingSince(context.clock.now());
    const limit = args.first ?? 500;
    if (limit < 1 || limit > 1000) throw invalid("first", "A page has 1 to 1000 lines.");
    const statement = accountingOfDisclosures(idOf("client", args.clientId, ["clientId"]), since, {
      until: args.until ?? null,
      after: optionalIdOf("disclosure", args.after, ["after"]) ?? null,
      limit,
    });
    const lines = await context.db.readWith<AccountingLine>(actor, statement);
    if (lines.length > 0)
      await context.db.keepReads(actor, ["disclosure"], [idOf("client", args.clientId, ["clientId"])]);
    return lines.map((line) => ({
      ...line,
      redisclosureRule: line.redisclosure?.rule ?? null,
      id: encodeId("disclosure", line.id),
      recipientOrganisationId: line.recipientOrganisationId && encodeId("organisation", line.recipientOrganisationId),
    }));
  }

  @FieldResolver(() => [ConsentGrant], { description: "Its reach to each named recipient." })
  grants(@Root() root: { grants: unknown[] }): unknown[] {
    return root.grants;
  }

  @FieldResolver(() => [String])
  availableActions(@Root() root: Consent, @Ctx() context: RequestContext): string[] {
    return can(actorOf(context), "consent.manage") ? consentActions(root) : [];
  }

  @FieldResolver(() => ConsentAccess.type)
  access(@Root() root: Consent, @Ctx() context: RequestContext): object {
    return ConsentAccess.of(actorOf(context), this.availableActions(root, context));
  }

  @Mutation(() => RecordConsentPayload)
  recordConsent(
    @Arg("input", () => RecordConsentInput) input: RecordConsentInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return mutate(context, info, {
      operation: "recordConsent",
      key: input.idempotencyKey,
      input,
      work: async (tx) =>
        recordConsent(tx, {
          ...input,
          clientId: idOf("client", input.clientId, ["clientId"]),
          recipientOrganisationIds: input.recipientOrganisationIds.map((id, i) =>
            idOf("organisation", id, ["recipientOrganisationIds", String(i)]),
          ),
          discloserProgramId:
            input.discloserProgramId && idOf("program", input.discloserProgramId, ["discloserProgramId"]),
        }),
      answer: consent,
    });
  }

  @Mutation(() => RevokeConsentPayload, {
    description: "Ends a consent at once: no recipient reads under it any more.",
  })
  revokeConsent(
    @Arg("input", () => RevokeConsentInput) input: RevokeConsentInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return command(context, info, "revokeConsent", input, revokeConsent);
  }

  @Mutation(() => HoldConsentPayload, {
    description:
      "The client said, not in writing, that it is to be revoked: nothing is sent or read under it until then.",
  })
  holdConsent(
    @Arg("input", () => HoldConsentInput) input: HoldConsentInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return command(context, info, "holdConsent", input, (tx, of) => holdConsent(tx, { ...of, reason: input.reason }));
  }

  @Mutation(() => LiftConsentHoldPayload, { description: "The client takes the wish back: it reaches as before." })
  liftConsentHold(
    @Arg("input", () => LiftConsentHoldInput) input: LiftConsentHoldInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return command(context, info, "liftConsentHold", input, liftConsentHold);
  }

  @Mutation(() => FlagConsentFalsePayload, {
    description: "It is known to be materially false (42 CFR 2.31(c)(4)): it reaches nowhere from now on.",
  })
  flagConsentFalse(
    @Arg("input", () => FlagConsentFalseInput) input: FlagConsentFalseInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return command(context, info, "flagConsentFalse", input, (tx, of) =>
      flagConsentFalse(tx, { ...of, reason: input.reason }),
    );
  }

  @Mutation(() => RecordConsentEventPayload, { description: "The event came about at which it ends." })
  recordConsentEvent(
    @Arg("input", () => RecordConsentEventInput) input: RecordConsentEventInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return command(context, info, "recordConsentEvent", input, (tx, of) =>
      recordConsentEvent(tx, { ...of, occurredAt: input.occurredAt }),
    );
  }
}

/** One command to one consent. */
function command(
  context: RequestContext,
  info: GraphQLResolveInfo,
  operation: string,
  input: CommandInput,
  work: (tx: Transaction, of: ConsentCommandInput) => Promise<{ consentId: string }>,
): Promise<Payload> {
  return mutate(context, info, {
    operation,
    key: input.idempotencyKey,
    input,
    work: async (tx) => work(tx, { consentId: idOf("consent", input.id), expectedVersion: input.expectedVersion }),
    answer: consent,
  });
}
