import { DomainError } from "./errors.ts";

/**
 * A state machine as a table: for each command, the states it may start from and the state it
 * leads to, and who may give it. Checked when it is made: an unreachable or unknown state is a
 * programming error and stops the process at start.
 */
export interface Transition<S extends string, P extends string> {
  readonly from: readonly S[];
  /** Null: the state stays what it is. */
  readonly to: S | null;
  /** The parties that may give this command. */
  readonly by: readonly P[];
}

export interface Machine<S extends string, C extends string, P extends string> {
  readonly name: string;
  readonly states: readonly S[];
  readonly initial: S;
  readonly terminal: ReadonlySet<S>;
  readonly transitions: Readonly<Record<C, Transition<S, P>>>;
  /**
   * The next state.
   * @throws DomainError ILLEGAL_TRANSITION when the command does not start from this state or this party.
   */
  next(state: S, command: C, party: P): S;
  /** Commands this party may give now; the console shows these and derives none. */
  available(state: S, party: P): C[];
}

export function defineMachine<S extends string, C extends string, P extends string>(definition: {
  name: string;
  states: readonly S[];
  initial: S;
  terminal: readonly S[];
  transitions: Readonly<Record<C, Transition<S, P>>>;
}): Machine<S, C, P> {
  const { name, states, initial, transitions } = definition;
  const terminal = new Set(definition.terminal);
  const commands = Object.keys(transitions) as C[];
  checkMachine(name, states, initial, terminal, Object.values(transitions));
  return {
    name,
    states,
    initial,
    terminal,
    transitions,
    next(state, command, party) {
      const transition = transitions[command];
      if (!transition?.from.includes(state) || !transition.by.includes(party)) {
        throw new DomainError(
          "ILLEGAL_TRANSITION",
          `"${words(command)}" is not possible for ${/^[aeiou]/.test(name) ? "an" : "a"} ${name} that is "${words(state)}".`,
          {
            path: ["state"],
            reason: state,
          },
        );
      }
      return transition.to ?? state;
    },
    available(state, party) {
      return commands.filter(
        (command) => transitions[command].from.includes(state) && transitions[command].by.includes(party),
      );
    },
  };
}

function words(name: string): string {
  return name
    .replaceAll("_", " ")
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase();
}

function checkMachine<S extends string>(
  name: string,
  states: readonly S[],
  initial: S,
  terminal: ReadonlySet<S>,
  transitions: readonly Transition<S, string>[],
): void {
  const known = new Set<S>(states);
  for (const state of [
    initial,
    ...terminal,
    ...transitions.flatMap((t) => (t.to === null ? t.from : [...t.from, t.to])),
  ]) {
    if (!known.has(state)) throw new Error(`machine ${name}: unknown state ${state}`);
  }
  const reached = new Set<S>([initial]);
  for (let before = -1; before !== reached.size;) {
    before = reached.size;
    for (const t of transitions) if (t.to !== null && t.from.some((s) => reached.has(s))) reached.add(t.to);
  }
  const lost = states.filter((s) => !reached.has(s));
  if (lost.length > 0) throw new Error(`machine ${name}: unreachable ${lost.join(", ")}`);
  const stuck = states.filter((s) => !terminal.has(s) && !transitions.some((t) => t.to !== null && t.from.includes(s)));
  if (stuck.length > 0) throw new Error(`machine ${name}: no way out of ${stuck.join(", ")}`);
  const revived = transitions.flatMap((t) => t.from.filter((s) => terminal.has(s)));
  if (revived.length > 0) throw new Error(`machine ${name}: terminal ${revived.join(", ")} has a way out`);
}
