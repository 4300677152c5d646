import type { DomainError } from "@causeway/kernel";
import { OUTCOME_CODES } from "@causeway/kernel";
import type { ClassType } from "type-graphql";
import { Field, ID, ObjectType, registerEnumType } from "type-graphql";

const UserErrorCodes = Object.fromEntries(OUTCOME_CODES.map((code) => [code, code]));
registerEnumType(UserErrorCodes, { name: "UserErrorCode" });

/** A foreseeable outcome of a mutation that is not the one hoped for. */
@ObjectType("UserError")
export class UserError {
  @Field(() => UserErrorCodes)
  code: string;

  @Field(() => [String], { description: "The field of the input that it is about; empty for the whole of it." })
  path: readonly string[];

  @Field(() => String, { description: "Words for a person. They never repeat the value." })
  message: string;

  @Field(() => String, { nullable: true, description: "A finer reason, for a program." })
  reason: string | null;

  @Field(() => [ID], { description: "The viewer's own records that stand in the way." })
  related: readonly string[];
}

export function userErrorOf(error: DomainError): UserError {
  return {
    code: error.code,
    path: error.path,
    message: error.message,
    reason: error.reason ?? null,
    related: error.related,
  };
}

type TypeThunk = () => unknown;

/**
 * The class of a mutation's payload: the record under its name, `userErrors`, and what else the
 * mutation answers (all nullable: null when there are errors).
 * @example
 * const AcceptReferralPayload = payloadType("AcceptReferral", "referral", () => Referral)
 */
export function payloadType(
  mutation: string,
  field: string | null,
  type: TypeThunk | null,
  also: Readonly<Record<string, TypeThunk>> = {},
): ClassType<{ userErrors: readonly UserError[] }> {
  class Payload {
    userErrors: readonly UserError[];
  }
  const fields = field !== null && type ? { [field]: type, ...also } : also;
  for (const [name, thunk] of Object.entries(fields)) {
    Field(thunk as () => ClassType, { nullable: true })(Payload.prototype, name);
  }
  Field(() => [UserError])(Payload.prototype, "userErrors");
  ObjectType(`${mutation}Payload`)(Payload);
  return Payload;
}
