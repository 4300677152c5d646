import { careEntities } from "@causeway/care";
import type { EntityClass } from "@causeway/database";
import { identityEntities } from "@causeway/identity";
import { messagingEntities } from "@causeway/messaging";

/** Every entity this process may read. */
export const entities: readonly EntityClass[] = [...identityEntities, ...careEntities, ...messagingEntities];
