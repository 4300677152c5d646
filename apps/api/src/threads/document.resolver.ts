import { REDISCLOSURE_NOTICE, ReferralDocument, readDocument, readDocuments, removeDocument } from "@causeway/care";
import { selectionOf } from "@causeway/database";
import { can } from "@causeway/identity";
import type { GraphQLResolveInfo } from "graphql";
import { Arg, Ctx, FieldResolver, ID, Info, Mutation, Query, Resolver, Root } from "type-graphql";
import { accessType, action } from "../graphql/access.ts";
import type { RequestContext } from "../graphql/context.ts";
import { actorOf } from "../graphql/context.ts";
import { idOf } from "../graphql/id.ts";
import type { Payload } from "../graphql/mutation.ts";
import { mutate, payloadType } from "../graphql/mutation.ts";
import { RemoveReferralDocumentInput } from "./thread.inputs.ts";
import { ReferralThread, readAsDisclosed } from "./thread.resolver.ts";

const RemoveReferralDocumentPayload = payloadType("RemoveReferralDocument", "document", () => ReferralDocument);

const DocumentAccess = accessType(ReferralDocument, {
  canRead: "packet.read",
  canRemove: action("removeReferralDocument"),
});

/** Both sides of a part, 20 documents each. */
const MOST = 40;

@Resolver(() => ReferralThread)
export class ThreadDocumentResolver {
  /** Names of documents tell of people: a list that shows the sender's to the recipient is a disclosure. */
  @FieldResolver(() => [ReferralDocument], {
    description: "Handed over by either side, oldest first. The sender's are there for the recipient as the packet is.",
  })
  documents(
    @Root() { recipientId }: ReferralThread,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Record<string, unknown>[]> {
    const actor = actorOf(context);
    return readAsDisclosed(context, "document.list", recipientId, [], async () => {
      const { ids } = await context.db.run(actor, (tx) => readDocuments(tx, { recipientId }));
      if (ids.length === 0) return [];
      const query = { where: { id: ids }, order: [["createdAt", "ASC"]] as const, limit: MOST };
      return (await context.db.readPage(actor, ReferralDocument, selectionOf(info), query)).rows;
    });
  }
}

@Resolver(() => ReferralDocument)
export class ReferralDocumentResolver {
  @Query(() => ReferralDocument, {
    nullable: true,
    description: "What is known of a document; null when it is missing or not open to the viewer, alike.",
  })
  async referralDocument(
    @Arg("id", () => ID) id: string,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Record<string, unknown> | null> {
    const actor = actorOf(context);
    const documentId = idOf("referral_document", id);
    const found = await context.db.readOne(actor, ReferralDocument, {}, { id: documentId });
    if (!found) return null;
    return readAsDisclosed(context, "document.list", documentId, null, async () => {
      await context.db.run(actor, (tx) => readDocument(tx, { documentId }));
      return context.db.readOne(actor, ReferralDocument, selectionOf(info), { id: documentId });
    });
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "Where a GET downloads it, under the same session or key; null while it may not be.",
  })
  downloadPath(@Root() root: Pick<ReferralDocument, "id" | "state">, @Ctx() context: RequestContext): string | null {
    const passed = root.state === "CLEAN" || (root.state === "NOT_SCANNED" && !context.config.requireScan);
    return passed ? `/documents/${root.id}` : null;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "The statement that goes with the sender's documents to the recipient (42 CFR 2.32).",
  })
  notice(
    @Root() root: Pick<ReferralDocument, "side" | "senderOrganisationId">,
    @Ctx() context: RequestContext,
  ): string | null {
    const own = root.senderOrganisationId === actorOf(context).organisationId;
    return root.side === "SENDER" && !own ? REDISCLOSURE_NOTICE : null;
  }

  @FieldResolver(() => [String])
  availableActions(
    @Root() root: Pick<ReferralDocument, "side" | "state" | "draft">,
    @Ctx() context: RequestContext,
  ): string[] {
    const actor = actorOf(context);
    const mayRemove = can(actor, "packet.read") && can(actor, "referral.send");
    // A draft is visible to its sender alone.
    return mayRemove && root.draft && !["REFUSED", "REMOVED"].includes(root.state) ? ["removeReferralDocument"] : [];
  }

  @FieldResolver(() => DocumentAccess.type)
  access(@Root() root: Pick<ReferralDocument, "side" | "state" | "draft">, @Ctx() context: RequestContext): object {
    return DocumentAccess.of(actorOf(context), this.availableActions(root, context));
  }

  @Mutation(() => RemoveReferralDocumentPayload, {
    description: "Takes a document back while its referral is a draft; what was sent stays.",
  })
  removeReferralDocument(
    @Arg("input", () => RemoveReferralDocumentInput) input: RemoveReferralDocumentInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return mutate(context, info, {
      operation: "removeReferralDocument",
      key: input.idempotencyKey,
      input,
      work: async (tx) =>
        removeDocument(tx, {
          documentId: idOf("referral_document", input.id),
          expectedVersion: input.expectedVersion,
        }),
      answer: { field: "document", entity: ReferralDocument, id: "documentId" },
    });
  }
}
