import type { AccessLine, AccessViewer } from "@causeway/care";
import { ACCESS_VIEWERS, enumType, whoCanSee, whyCanISee } from "@causeway/care";
import { DateTime } from "@causeway/database";
import { DomainError, decodeId, encodeId, kindOfId } from "@causeway/kernel";
import { Arg, Ctx, Field, ID, Int, ObjectType, Query, Resolver } from "type-graphql";
import type { RequestContext } from "../graphql/context.ts";
import { actorOf } from "../graphql/context.ts";

const AccessViewerEnum = enumType("AccessViewer", ACCESS_VIEWERS);

@ObjectType("AccessReason", { description: "One reason for which somebody sees something of a record, right now." })
class AccessReason {
  @Field(() => AccessViewerEnum)
  viewer: AccessViewer;

  @Field(() => ID, { description: "The organisation that sees it." })
  organisationId: string;

  @Field(() => String, { nullable: true })
  organisationName: string | null;

  @Field(() => String, { nullable: true })
  role: string | null;

  @Field(() => Int, { nullable: true, description: "Members who hold the role." })
  members: number | null;

  @Field(() => ID, { nullable: true })
  apiClientId: string | null;

  @Field(() => ID, { nullable: true, description: "The part of a referral by which it is seen." })
  referralRecipientId: string | null;

  @Field(() => [String], { description: "What of it is seen." })
  parts: readonly string[];

  @Field(() => String, { description: "The rule, by its name in docs/rules.md." })
  rule: string;

  @Field(() => String)
  words: string;

  @Field(() => String, { nullable: true, description: "What allows it outside of the organisation." })
  legalBasis: string | null;

  @Field(() => ID, { nullable: true, description: "For the organisation that holds the consent." })
  consentId: string | null;

  @Field(() => DateTime, { nullable: true })
  since: Date | null;

  @Field(() => DateTime, { nullable: true })
  until: Date | null;
}

const KINDS =
  "a client, enrollment, assessment, treatment plan, drug test, counseling note, authorisation, consent, referral, part of a referral, message or document";

@Resolver()
export class AccessResolver {
  @Query(() => [AccessReason], { description: `Why the viewer sees a record: ${KINDS}.` })
  async whyCanISee(@Arg("id", () => ID) id: string, @Ctx() context: RequestContext): Promise<AccessReason[]> {
    return (await whyCanISee(context.db, actorOf(context), askedBy(id))).map(presented);
  }

  @Query(() => [AccessReason], {
    description: `Who sees a record, right now: ${KINDS}. Own people by role, keys, and the organisations it was sent to; needs disclosure.read.`,
  })
  async whoCanSee(@Arg("id", () => ID) id: string, @Ctx() context: RequestContext): Promise<AccessReason[]> {
    return (await whoCanSee(context.db, actorOf(context), askedBy(id))).map(presented);
  }
}

function askedBy(id: string): { kind: string; id: string } {
  const kind = kindOfId(id);
  if (kind === null) throw new DomainError("INVALID", "This is not the id of a record.", { path: ["id"] });
  return { kind, id: decodeId(kind, id) };
}

function presented(line: AccessLine): AccessReason {
  const as = (prefix: string, id: string | null) => (id === null ? null : encodeId(prefix, id));
  return {
    ...line,
    organisationId: encodeId("organisation", line.organisationId),
    apiClientId: as("api_client", line.apiClientId),
    referralRecipientId: as("referral_recipient", line.referralRecipientId),
    consentId: as("consent", line.consentId),
  };
}
