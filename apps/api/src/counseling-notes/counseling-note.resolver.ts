import { CounselingNote, amendCounselingNote, writeCounselingNote } from "@causeway/care";
import { can } from "@causeway/identity";
import { encodeId } from "@causeway/kernel";
import type { GraphQLResolveInfo } from "graphql";
import { Arg, Args, Ctx, FieldResolver, Info, Mutation, Query, Resolver, Root } from "type-graphql";
import { accessType, action } from "../graphql/access.ts";
import type { Connection } from "../graphql/connection.ts";
import { connectionType, readConnection } from "../graphql/connection.ts";
import type { RequestContext } from "../graphql/context.ts";
import { actorOf } from "../graphql/context.ts";
import { idOf } from "../graphql/id.ts";
import type { Payload } from "../graphql/mutation.ts";
import { mutate, payloadType } from "../graphql/mutation.ts";
import { AmendCounselingNoteInput, CounselingNotesArgs, WriteCounselingNoteInput } from "./counseling-note.inputs.ts";

const Notes = connectionType(CounselingNote);
const payload = (mutation: string) => payloadType(mutation, "counselingNote", () => CounselingNote);
const WritePayload = payload("WriteCounselingNote");
const AmendPayload = payload("AmendCounselingNote");
const answer = { field: "counselingNote", entity: CounselingNote, id: "counselingNoteId" };

const NoteAccess = accessType(CounselingNote, {
  canAmend: action("amendCounselingNote"),
});

@Resolver(() => CounselingNote)
export class CounselingNoteResolver {
  @Query(() => Notes, { description: "Counseling notes on one client, newest first; each read is kept in the audit." })
  counselingNotes(
    @Args(() => CounselingNotesArgs) args: CounselingNotesArgs,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection> {
    return readConnection(context, info, CounselingNote, args, {
      where: { clientId: idOf("client", args.clientId, ["clientId"]) },
      orders: { NEWEST: [["writtenAt", "DESC"]] },
    });
  }

  @FieldResolver(() => [String])
  availableActions(@Root() root: CounselingNote, @Ctx() context: RequestContext): string[] {
    const actor = actorOf(context);
    const wrote = actor.id !== null && root.authorId === encodeId("member", actor.id);
    return wrote && can(actor, "counseling_note.manage") ? ["amendCounselingNote"] : [];
  }

  @FieldResolver(() => NoteAccess.type)
  access(@Root() root: CounselingNote, @Ctx() context: RequestContext): object {
    return NoteAccess.of(actorOf(context), this.availableActions(root, context));
  }

  @Mutation(() => WritePayload)
  writeCounselingNote(
    @Arg("input", () => WriteCounselingNoteInput) input: WriteCounselingNoteInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return mutate(context, info, {
      operation: "writeCounselingNote",
      key: input.idempotencyKey,
      input,
      work: async (tx) =>
        writeCounselingNote(tx, {
          ...input,
          clientId: idOf("client", input.clientId, ["clientId"]),
          enrollmentId: input.enrollmentId && idOf("enrollment", input.enrollmentId, ["enrollmentId"]),
        }),
      answer,
    });
  }

  @Mutation(() => AmendPayload, { description: "By who wrote it; the note itself stays as it was." })
  amendCounselingNote(
    @Arg("input", () => AmendCounselingNoteInput) input: AmendCounselingNoteInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return mutate(context, info, {
      operation: "amendCounselingNote",
      key: input.idempotencyKey,
      input,
      work: async (tx) =>
        amendCounselingNote(tx, { counselingNoteId: idOf("counseling_note", input.id), text: input.text }),
      answer,
    });
  }
}
