import type { Database } from "@causeway/database";
import type { Credential } from "@causeway/identity";
import { credentialKey, whoStands } from "@causeway/identity";
import type { Actor } from "@causeway/kernel";

interface Asked {
  readonly credential: Credential;
  readonly answer: (actor: Actor | null) => void;
  readonly fail: (error: unknown) => void;
}

/** Asks again who somebody is. Whatever is asked in one turn of the process goes to the database as one question. */
export class Standing {
  readonly #db: Database;
  #asked: Asked[] = [];

  constructor(db: Database) {
    this.#db = db;
  }

  /** Who acts by it now, or null. Never from memory. */
  check(credential: Credential): Promise<Actor | null> {
    return new Promise((answer, fail) => {
      this.#asked.push({ credential, answer, fail });
      if (this.#asked.length === 1) setImmediate(() => void this.#ask());
    });
  }

  async #ask(): Promise<void> {
    const asked = this.#asked;
    this.#asked = [];
    const known = new Map(asked.map(({ credential }) => [credentialKey(credential), credential]));
    try {
      const standing = await whoStands(this.#db, [...known.values()]);
      for (const { credential, answer } of asked) answer(standing.get(credentialKey(credential)) ?? null);
    } catch (error) {
      for (const { fail } of asked) fail(error);
    }
  }
}
