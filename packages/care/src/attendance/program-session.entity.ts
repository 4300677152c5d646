import { DateTime, Node, Readable, References, computed } from "@causeway/database";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { enumType } from "../enum-type.ts";
import { Program } from "../programs/index.ts";
import type { Modality, SessionState } from "./session.machine.ts";
import { MODALITIES, SESSION_STATES } from "./session.machine.ts";

export const SessionStateEnum = enumType("ProgramSessionState", SESSION_STATES);
export const ModalityEnum = enumType("Modality", MODALITIES);

@Entity("program_sessions")
@ObjectType({ implements: Node, description: "A meeting of a program: a group, an hour with one person, a family." })
@Readable({ prefix: "session", requires: "enrollment.read" })
export class ProgramSession {
  @PrimaryColumn({ type: "uuid" })
  @Field(() => ID)
  id: string;

  @Column({ name: "organisation_id", type: "uuid" })
  organisationId: string;

  @Column({ name: "program_id", type: "uuid" })
  @Field(() => ID)
  @References("program")
  programId: string;

  @ManyToOne(() => Program)
  @JoinColumn({ name: "program_id" })
  @Field(() => Program)
  program: Program;

  @Column({ name: "starts_at", type: "timestamptz" })
  @Field(() => DateTime)
  startsAt: Date;

  @Column({ type: "integer" })
  @Field(() => Int)
  minutes: number;

  @Column({ type: "text" })
  @Field(() => ModalityEnum)
  modality: Modality;

  @Column({ type: "text" })
  @Field(() => SessionStateEnum)
  state: SessionState;

  @Column({ name: "created_at", type: "timestamptz" })
  @Field(() => DateTime)
  createdAt: Date;

  @Column({ type: "integer" })
  @Field(() => Int)
  version: number;
}

computed(ProgramSession, "availableActions", ["state", "startsAt"]);
