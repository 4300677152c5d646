import { readFileSync, renameSync, writeFileSync } from "node:fs";
/** Where the time comes from. Domain code never calls `new Date()` or `Date.now()` itself. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands until it is moved: tests, the journey, demonstrations. */
export class MovableClock implements Clock {
  #now: Date;

  constructor(start: Date) {
    this.#now = start;
  }

  now(): Date {
    return new Date(this.#now);
  }

  set(to: Date): void {
    this.#now = to;
  }

  /** Moves forward by milliseconds (negative moves back). */
  advance(milliseconds: number): void {
    this.#now = new Date(this.#now.getTime() + milliseconds);
  }
}

interface Moved {
  /** The instant that was set, ISO 8601. */
  readonly at: string;
  /** When it was set, by the machine: milliseconds since 1970. */
  readonly since: number;
}

/**
 * A clock that several processes share through a file: it was set to some instant and goes on from there. Read anew each
 * time, so that a move is felt everywhere at once. For demonstrations and the journey; production refuses it.
 */
export function fileClock(path: string): Clock {
  return {
    now() {
      const { at, since } = JSON.parse(readFileSync(path, "utf8")) as Moved;
      return new Date(Date.parse(at) + Date.now() - since);
    },
  };
}

/** Sets the clock of a file, for every process that reads it. */
export function setFileClock(path: string, to: Date): void {
  const moved: Moved = { at: to.toISOString(), since: Date.now() };
  // Moved into place whole: a reader never meets half a file.
  writeFileSync(`${path}.draft`, JSON.stringify(moved), { mode: 0o600 });
  renameSync(`${path}.draft`, path);
}

/** The clock a deployment runs by: the machine's unless the configuration moves it. */
export function clockFrom(config: { readonly now: Date | undefined; readonly clockFile: string | undefined }): Clock {
  if (config.clockFile !== undefined) return fileClock(config.clockFile);
  if (config.now === undefined) return systemClock;
  const offset = config.now.getTime() - Date.now();
  return { now: () => new Date(Date.now() + offset) };
}
