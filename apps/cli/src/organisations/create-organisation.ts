import { Database, databaseUrls } from "@causeway/database";
import {
  addMember,
  createOrganisation,
  ensurePerson,
  identityEntities,
  requestPasswordReset,
  reservePlaces,
} from "@causeway/identity";
import { decodeId, encodeId, jobActor, notFound, readConfig } from "@causeway/kernel";
import type { Command } from "../command.ts";
import { UsageError, optionsOf } from "../command.ts";

export const createOrganisationCommand: Command = {
  name: "create-organisation",
  summary: "open an organisation, or hand an imported one to its owner",
  usage: `causeway create-organisation --name NAME --time-zone ZONE --owner-email ADDRESS --owner-name NAME [--sender-alias NAME]
causeway create-organisation --id ORGANISATION --owner-email ADDRESS --owner-name NAME

  --name NAME           legal name
  --time-zone ZONE      IANA zone, such as America/Chicago
  --sender-alias NAME   neutral name for messages (default: Care coordination office)
  --id ORGANISATION     an organisation that is there already and has no owner yet
  --owner-email ADDRESS, --owner-name NAME
                        its first owner, who is mailed a link to set a password (by the worker)

The organisation serves nobody until its owner has signed the agreement.`,
  async run(args, env) {
    const options = optionsOf(args, {
      name: { type: "string" },
      "time-zone": { type: "string" },
      "sender-alias": { type: "string" },
      id: { type: "string" },
      "owner-email": { type: "string" },
      "owner-name": { type: "string" },
    });
    const { name, id } = options;
    const email = options["owner-email"];
    const displayName = options["owner-name"];
    const timeZone = options["time-zone"];
    if (!email || !displayName) throw new UsageError("--owner-email and --owner-name are needed.");
    if (!id && (!name || !timeZone)) throw new UsageError("Either --id, or --name and --time-zone are needed.");
    const config = readConfig(env);
    const db = await Database.open({ urls: databaseUrls(config), entities: identityEntities, poolSize: 2 });
    try {
      const owner = { email, displayName };
      const organisationId = id
        ? await handToOwner(db, decodeId("organisation", id), owner)
        : (
            await createOrganisation(db, {
              name: name ?? "",
              timeZone: timeZone ?? "",
              senderAlias: options["sender-alias"] ?? "Care coordination office",
              owner,
            })
          ).organisationId;
      await requestPasswordReset(db, config.secret, { email });
      process.stdout.write(`${encodeId("organisation", organisationId)}\n`);
      return 0;
    } finally {
      await db.close();
    }
  },
};

/**
 * Makes a person the owner of an organisation that came in by an import and is nobody's yet.
 * @throws DomainError NOT_FOUND when there is no such organisation, or somebody owns it
 */
export async function handToOwner(
  db: Database,
  organisationId: string,
  owner: { email: string; displayName: string },
): Promise<string> {
  const [unowned] = await db.readWith(jobActor(organisationId, "organisation.hand-over"), {
    sql: `select 1 from organisations o where o.id = $1 and o.status = 'ONBOARDING'
      and not exists (select 1 from memberships m where m.organisation_id = o.id and m.status = 'ACTIVE')`,
    values: [organisationId],
  });
  if (!unowned) throw notFound("organisation without an owner");
  const personId = await db.authenticate((tx) => ensurePerson(tx, owner.email));
  const place = { ...owner, personId, role: "OWNER" };
  await reservePlaces(db, organisationId, [place]);
  await db.runAsSystem("organisation.hand-over", organisationId, (tx) => addMember(tx, place));
  return organisationId;
}
