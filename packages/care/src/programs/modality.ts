import { enumType } from "../enum-type.ts";

/** What happens in a session or a slot of the timetable. */
export const MODALITIES = ["GROUP", "INDIVIDUAL", "FAMILY", "EDUCATION"] as const;
export type Modality = (typeof MODALITIES)[number];
export const ModalityEnum = enumType("Modality", MODALITIES);
