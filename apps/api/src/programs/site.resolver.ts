import { Program, Site, createSite, updateSite } from "@causeway/care";
import { selectionOf } from "@causeway/database";
import type { GraphQLResolveInfo } from "graphql";
import { Arg, Args, Ctx, FieldResolver, ID, Info, Mutation, Query, Resolver, Root } from "type-graphql";
import { accessType } from "../graphql/access.ts";
import type { Connection } from "../graphql/connection.ts";
import { ConnectionArgs, connectionType, readConnection } from "../graphql/connection.ts";
import type { RequestContext } from "../graphql/context.ts";
import { actorOf } from "../graphql/context.ts";
import { idOf } from "../graphql/id.ts";
import type { Payload } from "../graphql/mutation.ts";
import { mutate, payloadType } from "../graphql/mutation.ts";
import { CreateSiteInput, UpdateSiteInput } from "./program.inputs.ts";

const Sites = connectionType(Site);
const CreateSitePayload = payloadType("CreateSite", "site", () => Site);
const UpdateSitePayload = payloadType("UpdateSite", "site", () => Site);
const answer = { field: "site", entity: Site, id: "siteId" };

const SiteAccess = accessType(Site, {
  canUpdate: "program.manage",
  canAddProgram: "program.manage",
});

@Resolver(() => Site)
export class SiteResolver {
  @Query(() => Sites, { description: "Places where the viewer's organisation works." })
  sites(
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection> {
    return readConnection(context, info, Site, args, { orders: { NAME: [["name", "ASC"]] } });
  }

  @Query(() => Site, { nullable: true })
  site(
    @Arg("id", () => ID) id: string,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Record<string, unknown> | null> {
    return context.db.readOne(actorOf(context), Site, selectionOf(info), { id: idOf("site", id) });
  }

  @FieldResolver(() => [Program])
  programs(@Root() root: Site & { programs: Program[] }): Program[] {
    return root.programs;
  }

  @FieldResolver(() => SiteAccess.type)
  access(@Ctx() context: RequestContext): object {
    return SiteAccess.of(actorOf(context));
  }

  @Mutation(() => CreateSitePayload)
  createSite(
    @Arg("input", () => CreateSiteInput) input: CreateSiteInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return mutate(context, info, {
      operation: "createSite",
      key: input.idempotencyKey,
      input,
      work: (tx) => createSite(tx, input),
      answer,
    });
  }

  @Mutation(() => UpdateSitePayload)
  updateSite(
    @Arg("input", () => UpdateSiteInput) input: UpdateSiteInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    return mutate(context, info, {
      operation: "updateSite",
      input,
      work: async (tx) => {
        const { id, name, ...rest } = input;
        return updateSite(tx, { ...rest, name: name ?? undefined, siteId: idOf("site", id) });
      },
      answer,
    });
  }
}
