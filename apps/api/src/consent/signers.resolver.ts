import type { SignersKnown } from "@causeway/care";
import { WHO_SIGNS, enumType, liveClient, signerFacts, whoSigns } from "@causeway/care";
import { authorise } from "@causeway/identity";
import { Args, Ctx, Field, ObjectType, Query, Resolver } from "type-graphql";
import type { RequestContext } from "../graphql/context.ts";
import { actorOf } from "../graphql/context.ts";
import { idOf } from "../graphql/id.ts";
import { ConsentSignersArgs } from "./consent.inputs.ts";

const WhoSignsEnum = enumType("WhoSigns", WHO_SIGNS, "Who signs a consent of a client (42 CFR 2.14, 2.15).");

@ObjectType({ description: "A state whose law decides who signs." })
class SignerLaw {
  @Field(() => String, { nullable: true, description: "None where a site does not say where it is." })
  state: string | null;

  @Field(() => String, { nullable: true, description: "Where the law is written; none where nobody has looked it up." })
  source: string | null;
}

@ObjectType({ description: "Who signs a consent of this client, and by the law of which states." })
class ConsentSigners {
  @Field(() => WhoSignsEnum)
  who: ReturnType<typeof whoSigns>;

  @Field(() => [SignerLaw])
  laws: SignersKnown["states"];
}

@Resolver()
export class ConsentSignersResolver {
  @Query(() => ConsentSigners, { description: "Who signs a consent of this client." })
  async consentSigners(
    @Args(() => ConsentSignersArgs) args: ConsentSignersArgs,
    @Ctx() context: RequestContext,
  ): Promise<ConsentSigners> {
    const actor = actorOf(context);
    authorise(actor, "consent.manage");
    const discloserProgramId = args.discloserProgramId
      ? idOf("program", args.discloserProgramId, ["discloserProgramId"])
      : null;
    const { clientId, facts } = await context.db.run(actor, async (tx) => {
      const client = await liveClient(tx, idOf("client", args.clientId, ["clientId"]));
      const known = await signerFacts(tx, client, { signedAt: args.signedAt ?? tx.now, discloserProgramId });
      return { clientId: client.id, facts: known };
    });
    // Who signs tells whether the client is a minor.
    await context.db.keepReads(actor, ["birthDate"], [clientId]);
    return { who: whoSigns(facts), laws: facts.states };
  }
}
