import { z } from "zod";

const part = z.object({ senderOrganisationId: z.uuid(), recipientOrganisationId: z.uuid() });

/** For the sender: a new link to the receiver of a part. Subject: the part. */
export const sendOutsideLink = { name: "outside.send-link", schema: part };
/** For the sender: the code that a link asked for, by text. Subject: the link. */
export const sendOutsideCode = { name: "outside.send-code", schema: part };
/** For the sender: a link was closed by wrong codes. Subject: the part. */
export const reviewOutsideLink = { name: "outside.review-link", schema: part };
