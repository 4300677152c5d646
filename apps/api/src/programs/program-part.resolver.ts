import {
  Program,
  addCredential,
  addProgramStaff,
  endProgramStaff,
  renewCredential,
  setProgramPrices,
  setProgramSlots,
  withdrawCredential,
} from "@causeway/care";
import type { GraphQLResolveInfo } from "graphql";
import { Arg, Ctx, Info, Mutation, Resolver } from "type-graphql";
import type { RequestContext } from "../graphql/context.ts";
import { idOf } from "../graphql/id.ts";
import type { Payload } from "../graphql/mutation.ts";
import { mutate, payloadType } from "../graphql/mutation.ts";
import {
  AddProgramCredentialInput,
  AddProgramStaffInput,
  EndProgramStaffInput,
  RenewProgramCredentialInput,
  SetProgramPricesInput,
  SetProgramSlotsInput,
  WithdrawProgramCredentialInput,
} from "./program-part.inputs.ts";

const SetProgramSlotsPayload = payloadType("SetProgramSlots", "program", () => Program);
const SetProgramPricesPayload = payloadType("SetProgramPrices", "program", () => Program);
const AddProgramCredentialPayload = payloadType("AddProgramCredential", "program", () => Program);
const RenewProgramCredentialPayload = payloadType("RenewProgramCredential", "program", () => Program);
const WithdrawProgramCredentialPayload = payloadType("WithdrawProgramCredential", "program", () => Program);
const AddProgramStaffPayload = payloadType("AddProgramStaff", "program", () => Program);
const EndProgramStaffPayload = payloadType("EndProgramStaff", "program", () => Program);

const answer = { field: "program", entity: Program, id: "programId" };

@Resolver()
export class ProgramPartResolver {
  @Mutation(() => SetProgramSlotsPayload, {
    description: "From a day on; slots that say the same stay the same slots.",
  })
  setProgramSlots(
    @Arg("input", () => SetProgramSlotsInput) input: SetProgramSlotsInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return mutate(context, info, {
      operation: "setProgramSlots",
      input,
      work: async (tx) => {
        const { id, ...rest } = input;
        return setProgramSlots(tx, { ...rest, programId: idOf("program", id) });
      },
      answer,
    });
  }

  @Mutation(() => SetProgramPricesPayload, { description: "From a day on; no price at all says nothing of prices." })
  setProgramPrices(
    @Arg("input", () => SetProgramPricesInput) input: SetProgramPricesInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return mutate(context, info, {
      operation: "setProgramPrices",
      input,
      work: async (tx) => {
        const { id, ...rest } = input;
        return setProgramPrices(tx, { ...rest, programId: idOf("program", id) });
      },
      answer,
    });
  }

  @Mutation(() => AddProgramCredentialPayload, {
    description: "Sixty days before it expires a task asks for its renewal.",
  })
  addProgramCredential(
    @Arg("input", () => AddProgramCredentialInput) input: AddProgramCredentialInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return mutate(context, info, {
      operation: "addProgramCredential",
      key: input.idempotencyKey,
      input,
      work: async (tx) => {
        const { id, idempotencyKey: _, ...rest } = input;
        return addCredential(tx, { ...rest, programId: idOf("program", id) });
      },
      answer,
    });
  }

  @Mutation(() => RenewProgramCredentialPayload)
  renewProgramCredential(
    @Arg("input", () => RenewProgramCredentialInput) input: RenewProgramCredentialInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return mutate(context, info, {
      operation: "renewProgramCredential",
      input,
      work: async (tx) => {
        const { programCredentialId, expiresOn = null, ...rest } = input;
        const credentialId = idOf("program_credential", programCredentialId, ["programCredentialId"]);
        return renewCredential(tx, { ...rest, expiresOn, credentialId });
      },
      answer,
    });
  }

  @Mutation(() => WithdrawProgramCredentialPayload, { description: "It no longer holds; it stays in the history." })
  withdrawProgramCredential(
    @Arg("input", () => WithdrawProgramCredentialInput) input: WithdrawProgramCredentialInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return mutate(context, info, {
      operation: "withdrawProgramCredential",
      input,
      work: async (tx) => {
        const { programCredentialId, expectedVersion } = input;
        const credentialId = idOf("program_credential", programCredentialId, ["programCredentialId"]);
        return withdrawCredential(tx, { credentialId, expectedVersion });
      },
      answer,
    });
  }

  @Mutation(() => AddProgramStaffPayload)
  addProgramStaff(
    @Arg("input", () => AddProgramStaffInput) input: AddProgramStaffInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return mutate(context, info, {
      operation: "addProgramStaff",
      key: input.idempotencyKey,
      input,
      work: async (tx) => {
        const { id, idempotencyKey: _, memberId, ...rest } = input;
        return addProgramStaff(tx, {
          ...rest,
          programId: idOf("program", id),
          memberId: idOf("member", memberId, ["memberId"]),
        });
      },
      answer,
    });
  }

  @Mutation(() => EndProgramStaffPayload)
  endProgramStaff(
    @Arg("input", () => EndProgramStaffInput) input: EndProgramStaffInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return mutate(context, info, {
      operation: "endProgramStaff",
      input,
      work: async (tx) => {
        const { programStaffId, ...rest } = input;
        return endProgramStaff(tx, {
          ...rest,
          programStaffId: idOf("program_staff", programStaffId, ["programStaffId"]),
        });
      },
      answer,
    });
  }
}
