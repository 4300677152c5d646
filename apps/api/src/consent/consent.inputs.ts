import type { Category, Purpose, SignerKind } from "@causeway/care";
import { ConsentCategoryEnum, ConsentPurposeEnum, SignerKindEnum } from "@causeway/care";
import { DateTime } from "@causeway/database";
import { ArgsType, Field, ID, InputType, Int } from "type-graphql";
import { ConnectionArgs } from "../graphql/connection.ts";

@ArgsType()
export class ConsentsArgs extends ConnectionArgs {
  @Field(() => ID)
  clientId: string;
}

@ArgsType()
export class AccountingArgs {
  @Field(() => ID)
  clientId: string;

  @Field(() => DateTime, { nullable: true, description: "Three years back unless given." })
  since?: Date | null;
}

@InputType({ description: "A written consent, element by element (42 CFR 2.31)." })
export class RecordConsentInput {
  @Field(() => ID)
  clientId: string;

  @Field(() => [ID], { description: "Each organisation that may receive, by name; never a class." })
  recipientOrganisationIds: string[];

  @Field(() => ConsentPurposeEnum)
  purpose: Purpose;

  @Field(() => String, { nullable: true, description: "Needed when the purpose is OTHER." })
  purposeText?: string | null;

  @Field(() => [ConsentCategoryEnum])
  categories: Category[];

  @Field(() => String, { description: "How much and what kind of information, in words." })
  description: string;

  @Field(() => DateTime, { nullable: true, description: "Needed, or an event, unless the purpose is TPO." })
  expiresAt?: Date | null;

  @Field(() => String, { nullable: true })
  expiryEvent?: string | null;

  @Field(() => DateTime)
  signedAt: Date;

  @Field(() => SignerKindEnum)
  signerKind: SignerKind;

  @Field(() => String)
  signerName: string;

  @Field(() => String, { nullable: true, description: "Needed when another than the client signs." })
  signerAuthority?: string | null;

  @Field(() => Boolean)
  revocationExplained: boolean;

  @Field(() => Boolean)
  redisclosureExplained: boolean;

  @Field(() => String, { nullable: true })
  idempotencyKey?: string | null;
}

@InputType()
export class RevokeConsentInput {
  @Field(() => ID)
  id: string;

  @Field(() => Int, { nullable: true })
  expectedVersion?: number | null;

  @Field(() => String, { nullable: true })
  idempotencyKey?: string | null;
}
