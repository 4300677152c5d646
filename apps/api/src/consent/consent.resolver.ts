import type { AccountingLine } from "@causeway/care";
import {
  ACCOUNTING_YEARS,
  Consent,
  ConsentGrant,
  accountingOfDisclosures,
  consentMachine,
  recordConsent,
  revokeConsent,
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
import { idOf } from "../graphql/id.ts";
import type { Payload } from "../graphql/mutation.ts";
import { mutate, payloadType } from "../graphql/mutation.ts";
import { AccountingArgs, ConsentsArgs, RecordConsentInput, RevokeConsentInput } from "./consent.inputs.ts";

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

  @Field(() => ID, { nullable: true })
  recipientOrganisationId: string | null;

  @Field(() => String)
  purpose: string;

  @Field(() => [String])
  categories: string[];

  @Field(() => String)
  legalBasis: string;

  @Field(() => String, { nullable: true })
  referralNumber: string | null;
}

const Consents = connectionType(Consent);
const RecordConsentPayload = payloadType("RecordConsent", "consent", () => Consent);
const RevokeConsentPayload = payloadType("RevokeConsent", "consent", () => Consent);
const consent = { field: "consent", entity: Consent, id: "consentId" };

const ConsentAccess = accessType(Consent, {
  canRevoke: action("revoke"),
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
    const since = args.since ?? yearsBack(context.clock.now(), ACCOUNTING_YEARS);
    const statement = accountingOfDisclosures(idOf("client", args.clientId, ["clientId"]), since);
    const lines = await context.db.readWith<AccountingLine>(actor, statement);
    return lines.map((line) => ({
      ...line,
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
    return can(actorOf(context), "consent.manage") ? consentMachine.available(root.state, "discloser") : [];
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
    return mutate(context, info, {
      operation: "revokeConsent",
      key: input.idempotencyKey,
      input,
      work: async (tx) =>
        revokeConsent(tx, { consentId: idOf("consent", input.id), expectedVersion: input.expectedVersion }),
      answer: consent,
    });
  }
}

function yearsBack(from: Date, years: number): Date {
  const since = new Date(from);
  since.setUTCFullYear(since.getUTCFullYear() - years);
  return since;
}
