import { ReachChannelEnum, SexEnum, TimeOfDayEnum } from "@causeway/care";
import type { ReachChannel, Sex, TimeOfDay } from "@causeway/care";
import { LocalDate } from "@causeway/database";
import { ArgsType, Field, ID, InputType, Int } from "type-graphql";
import { ConnectionArgs } from "../graphql/connection.ts";
import { CircumstancesFieldsInput, SubstanceFieldsInput } from "./circumstances.inputs.ts";
import { CoverageTermsInput } from "./coverage.inputs.ts";

@ArgsType()
export class ClientsArgs extends ConnectionArgs {
  @Field(() => String, {
    nullable: true,
    description: "The beginning of a name, family name or given name first; at most 100 matches.",
  })
  search?: string | null;

  @Field(() => String, { nullable: true })
  externalId?: string | null;
}

@InputType()
export class ClientDetailsInput {
  @Field(() => String)
  givenName: string;

  @Field(() => String)
  familyName: string;

  @Field(() => LocalDate, { nullable: true })
  birthDate?: string | null;

  @Field(() => SexEnum, { nullable: true })
  sex?: Sex | null;

  @Field(() => String, { nullable: true })
  email?: string | null;

  @Field(() => Boolean, { nullable: true, description: "False where others may read the mails." })
  emailSafe?: boolean | null;

  @Field(() => String, { nullable: true })
  phone?: string | null;

  @Field(() => Boolean, { nullable: true, description: "False where others may answer or listen." })
  phoneSafe?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: "The phone of a household or shared: no calls, no texts." })
  phoneShared?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: "Whether a message may be left; not unless told." })
  voicemailAllowed?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: "Whether letters may be sent home; not unless told." })
  homeMailAllowed?: boolean | null;

  @Field(() => ReachChannelEnum, { nullable: true })
  preferredChannel?: ReachChannel | null;

  @Field(() => String, { nullable: true, description: "BCP 47, as in `es` or `pt-BR`." })
  preferredLanguage?: string | null;

  @Field(() => TimeOfDayEnum, { nullable: true })
  bestTime?: TimeOfDay | null;

  @Field(() => String, { nullable: true })
  postalCode?: string | null;
}

@InputType({ description: "What is left out stays as it is." })
export class ClientDetailsChangesInput implements Partial<ClientDetailsInput> {
  @Field(() => String, { nullable: true })
  givenName?: string;

  @Field(() => String, { nullable: true })
  familyName?: string;

  @Field(() => LocalDate, { nullable: true })
  birthDate?: string | null;

  @Field(() => SexEnum, { nullable: true })
  sex?: Sex | null;

  @Field(() => String, { nullable: true })
  email?: string | null;

  @Field(() => Boolean, { nullable: true })
  emailSafe?: boolean | null;

  @Field(() => String, { nullable: true })
  phone?: string | null;

  @Field(() => Boolean, { nullable: true })
  phoneSafe?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: "The phone of a household or shared: no calls, no texts." })
  phoneShared?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: "Whether a message may be left; not unless told." })
  voicemailAllowed?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: "Whether letters may be sent home; not unless told." })
  homeMailAllowed?: boolean | null;

  @Field(() => ReachChannelEnum, { nullable: true })
  preferredChannel?: ReachChannel | null;

  @Field(() => String, { nullable: true, description: "BCP 47, as in `es` or `pt-BR`." })
  preferredLanguage?: string | null;

  @Field(() => TimeOfDayEnum, { nullable: true })
  bestTime?: TimeOfDay | null;

  @Field(() => String, { nullable: true })
  postalCode?: string | null;
}

@InputType()
export class ExternalIdFieldsInput {
  @Field(() => String, { description: "Lower-case letters, digits, dots and hyphens, as in `medicaid`." })
  system: string;

  @Field(() => String)
  value: string;
}

@InputType()
export class AddClientExternalIdInput extends ExternalIdFieldsInput {
  @Field(() => ID)
  clientId: string;
}

@InputType()
export class RemoveClientExternalIdInput {
  @Field(() => ID)
  id: string;
}

@InputType()
export class CreateClientInput {
  @Field(() => ClientDetailsInput)
  details: ClientDetailsInput;

  @Field(() => String, { nullable: true, description: "IANA zone the person lives in, where known." })
  timeZone?: string | null;

  @Field(() => Int, { nullable: true, description: "TEDS SUB1, 1 to 19." })
  primarySubstance?: number | null;

  @Field(() => [SubstanceFieldsInput], {
    nullable: true,
    description: "One to three, the gravest first, in place of `primarySubstance`.",
  })
  substances?: SubstanceFieldsInput[] | null;

  @Field(() => CircumstancesFieldsInput, { nullable: true })
  circumstances?: CircumstancesFieldsInput | null;

  @Field(() => Int, { nullable: true, description: "TEDS PRIMPAY, 1 to 7." })
  paymentSource?: number | null;

  @Field(() => CoverageTermsInput, { nullable: true, description: "What else is known of that payer." })
  coverage?: CoverageTermsInput | null;

  @Field(() => String, { nullable: true, description: "The id of the system of record, unique in the organisation." })
  externalId?: string | null;

  @Field(() => [ExternalIdFieldsInput], { nullable: true, description: "What other systems call the person." })
  externalIds?: ExternalIdFieldsInput[] | null;

  @Field(() => String, { nullable: true })
  idempotencyKey?: string | null;
}

@InputType({ description: "What is left out stays as it is." })
export class UpdateClientInput {
  @Field(() => ID)
  id: string;

  @Field(() => Int, { nullable: true })
  expectedVersion?: number | null;

  @Field(() => ClientDetailsChangesInput, { nullable: true })
  details?: ClientDetailsChangesInput | null;

  @Field(() => String, { nullable: true })
  timeZone?: string | null;

  @Field(() => Int, { nullable: true })
  primarySubstance?: number | null;

  @Field(() => Boolean, { nullable: true })
  doNotContact?: boolean | null;
}

@InputType({ description: "What is known so far of somebody who is not entered yet." })
export class CheckForDuplicatesInput {
  @Field(() => String)
  givenName: string;

  @Field(() => String)
  familyName: string;

  @Field(() => LocalDate, { nullable: true })
  birthDate?: string | null;

  @Field(() => String, { nullable: true })
  email?: string | null;

  @Field(() => String, { nullable: true })
  phone?: string | null;

  @Field(() => String, { nullable: true, description: "The payer's number of the member." })
  memberId?: string | null;
}

@InputType()
export class RecordDeathInput {
  @Field(() => ID)
  id: string;

  @Field(() => LocalDate)
  deceasedOn: string;
}
