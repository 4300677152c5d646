import type { Category, ConsentCopy as Copy, RedisclosureMark as Mark, ReferralPacket } from "@causeway/care";
import { ConsentCategoryEnum, RedisclosureRuleEnum } from "@causeway/care";
import { DateTime } from "@causeway/database";
import { Field, ObjectType } from "type-graphql";

@ObjectType()
class PacketFact {
  @Field(() => String)
  name: string;

  @Field(() => String)
  value: string;
}

@ObjectType()
class PacketSection {
  @Field(() => ConsentCategoryEnum)
  category: Category;

  @Field(() => [PacketFact])
  facts: PacketFact[];

  @Field(() => String, { nullable: true, description: "Words of the sender." })
  text: string | null;
}

@ObjectType({ description: "The consent that this was disclosed under (42 CFR 2.32)." })
class ConsentCopy {
  @Field(() => String)
  discloser: string;

  @Field(() => String)
  recipient: string;

  @Field(() => String)
  purpose: string;

  @Field(() => [String])
  categories: readonly string[];

  @Field(() => String)
  description: string;

  @Field(() => String)
  signedBy: string;

  @Field(() => String)
  signerKind: string;

  @Field(() => DateTime)
  signedAt: string;

  @Field(() => DateTime, { nullable: true })
  expiresAt: string | null;

  @Field(() => String, { nullable: true })
  expiryEvent: string | null;
}

@ObjectType({ description: "What the recipient may do further with what it received (42 CFR 2.33(b))." })
class RedisclosureMark {
  @Field(() => RedisclosureRuleEnum)
  rule: Mark["rule"];

  @Field(() => String, { description: "The same in words." })
  may: string;

  @Field(() => String)
  never: string;
}

@ObjectType("ReferralPacket", { description: "What was disclosed, with the statement that goes along." })
export class Packet {
  @Field(() => [PacketSection])
  sections: PacketSection[];

  @Field(() => String, { description: "Shown with the packet wherever it is shown (42 CFR 2.32)." })
  notice: string;

  @Field(() => RedisclosureMark, { description: "As it stood when it was sent; shown wherever the packet is." })
  redisclosure: Mark;

  @Field(() => ConsentCopy)
  consent: Copy;
}

export function presentPacket(packet: ReferralPacket): Packet {
  const sections = Object.entries(packet.content).map(([category, { facts, text }]) => ({
    category: category as Category,
    facts: Object.entries(facts).map(([name, value]) => ({ name, value: String(value) })),
    text: text ?? null,
  }));
  return { sections, notice: packet.notice, redisclosure: packet.redisclosure, consent: packet.consentCopy };
}
