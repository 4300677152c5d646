import { SexEnum } from "@causeway/care";
import type { Sex } from "@causeway/care";
import { LocalDate } from "@causeway/database";
import { ArgsType, Field, ID, InputType, Int } from "type-graphql";
import { ConnectionArgs } from "../graphql/connection.ts";

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

  @Field(() => String, { nullable: true })
  postalCode?: string | null;
}

@InputType()
export class CreateClientInput {
  @Field(() => ClientDetailsInput)
  details: ClientDetailsInput;

  @Field(() => String, { nullable: true, description: "IANA zone the person lives in, where known." })
  timeZone?: string | null;

  @Field(() => Int, { nullable: true, description: "TEDS SUB1, 1 to 19." })
  primarySubstance?: number | null;

  @Field(() => Int, { nullable: true, description: "TEDS PRIMPAY, 1 to 7." })
  paymentSource?: number | null;

  @Field(() => String, { nullable: true, description: "The id of another system, unique in the organisation." })
  externalId?: string | null;

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

@InputType()
export class SetCoverageInput {
  @Field(() => ID)
  id: string;

  @Field(() => Int, { description: "TEDS PRIMPAY, 1 to 7." })
  paymentSource: number;

  @Field(() => LocalDate)
  validFrom: string;
}

@InputType()
export class RecordDeathInput {
  @Field(() => ID)
  id: string;

  @Field(() => LocalDate)
  deceasedOn: string;
}
