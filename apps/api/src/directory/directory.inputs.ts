import { ArgsType, Field, Float, InputType, Int } from "type-graphql";

@InputType({ description: "Degrees, WGS 84." })
export class PointInput {
  @Field(() => Float)
  latitude: number;

  @Field(() => Float)
  longitude: number;
}

@ArgsType()
export class DirectoryArgs {
  @Field(() => String, { nullable: true, description: "ASAM3 or ASAM4." })
  edition?: string | null;

  @Field(() => [String], { nullable: true, description: "Any of these levels." })
  levelCodes?: string[] | null;

  @Field(() => [String], { nullable: true, description: "Takes every one of these payers." })
  payers?: string[] | null;

  @Field(() => [String], { nullable: true, description: "Gives every one of these services." })
  services?: string[] | null;

  @Field(() => [String], { nullable: true })
  populations?: string[] | null;

  @Field(() => [String], { nullable: true })
  languages?: string[] | null;

  @Field(() => String, {
    nullable: true,
    description: "Words of the names of organisation, program or site, spelled nearly right.",
  })
  words?: string | null;

  @Field(() => PointInput, { nullable: true, description: "Nearest to this point first." })
  near?: PointInput | null;

  @Field(() => String, { nullable: true, description: "Nearest to the middle of this ZIP code first." })
  nearPostalCode?: string | null;

  @Field(() => Float, { nullable: true, description: "As the crow flies." })
  withinKm?: number | null;

  @Field(() => Boolean, { nullable: true, description: "Only programs that have a place free." })
  withOpenings?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: "Only programs of other organisations." })
  othersOnly?: boolean | null;

  @Field(() => Int, { nullable: true, description: "Rows wanted, 1 to 100; 20 unless given." })
  first?: number | null;

  @Field(() => String, { nullable: true })
  after?: string | null;
}
