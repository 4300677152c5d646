import type { Transaction } from "@causeway/database";
import { authorise } from "@causeway/identity";
import { invalid } from "@causeway/kernel";
import { DrugTest, DrugTestResult, DrugTestStep } from "./drug-test.entity.ts";
import type { DrugTestCommand, DrugTestState } from "./drug-test.machine.ts";
import { drugTestMachine } from "./drug-test.machine.ts";
import type { PanelItem, ResultKind, ResultLine, Specimen } from "./drug-test.rules.ts";
import { SPECIMENS, checkPanel, checkResults } from "./drug-test.rules.ts";
import { stayUnderTreatment } from "./stay.service.ts";
import { authorOf, oneOf, optionalWords, words } from "./treatment.rules.ts";

// No event tells of a drug test: an event reaches whoever reads the feed, and its type alone would say too much.

export interface DrugTestStepInput {
  readonly drugTestId: string;
  readonly expectedVersion?: number | null | undefined;
  /** Now unless given; not before the step that came before, not in the future. */
  readonly happenedAt?: Date | null | undefined;
  readonly note?: string | null | undefined;
}

/** @throws DomainError INVALID; CONFLICT (reason ENDED); NOT_FOUND */
export async function orderDrugTest(
  tx: Transaction,
  input: {
    enrollmentId: string;
    specimen: Specimen;
    panel: readonly PanelItem[];
    /** When it was ordered; now unless given. */
    happenedAt?: Date | null | undefined;
    note?: string | null | undefined;
  },
): Promise<{ drugTestId: string }> {
  authorise(tx.actor, "drug_test.manage");
  const { enrollment } = await stayUnderTreatment(tx, input.enrollmentId);
  const test = await tx.insert(DrugTest, {
    enrollmentId: enrollment.id,
    clientId: enrollment.clientId,
    specimen: oneOf(SPECIMENS, input.specimen, "specimen"),
    panel: checkPanel(input.panel),
    state: drugTestMachine.initial,
  });
  await link(tx, test, test.state, { ...input, drugTestId: test.id });
  return { drugTestId: test.id };
}

/** The specimen was taken. */
export function collectDrugTest(
  tx: Transaction,
  input: DrugTestStepInput & { observed: boolean },
): Promise<{ drugTestId: string }> {
  return step(tx, input, "collect");
}

/** What the screen showed, for the whole panel. Entered again, it corrects what was entered before. */
export function recordDrugTestResults(
  tx: Transaction,
  input: DrugTestStepInput & { results: readonly ResultLine[] },
): Promise<{ drugTestId: string }> {
  return step(tx, input, "result", async (test) => {
    await keep(tx, test, "SCREEN", input.results);
    return {};
  });
}

/** A laboratory confirmed the results of some substances, or did not. */
export function confirmDrugTest(
  tx: Transaction,
  input: DrugTestStepInput & { laboratory: string; results: readonly ResultLine[] },
): Promise<{ drugTestId: string }> {
  return step(tx, input, "confirm", async (test) => {
    await keep(tx, test, "CONFIRMATION", input.results);
    return { laboratory: words(input.laboratory, "laboratory", 200) };
  });
}

export function cancelDrugTest(
  tx: Transaction,
  input: DrugTestStepInput & { note: string },
): Promise<{ drugTestId: string }> {
  return step(tx, { ...input, note: words(input.note, "note") }, "cancel");
}

/** The client did not want it. A refusal is a fact, not a result. */
export function refuseDrugTest(tx: Transaction, input: DrugTestStepInput): Promise<{ drugTestId: string }> {
  return step(tx, input, "refuse");
}

/** @throws DomainError ILLEGAL_TRANSITION, INVALID, STALE, NOT_FOUND */
async function step(
  tx: Transaction,
  input: DrugTestStepInput & { observed?: boolean },
  command: DrugTestCommand,
  work?: (test: DrugTest) => Promise<{ laboratory?: string }>,
): Promise<{ drugTestId: string }> {
  authorise(tx.actor, "drug_test.manage");
  const test = await tx.get(DrugTest, input.drugTestId, { expectedVersion: input.expectedVersion });
  await stayUnderTreatment(tx, test.enrollmentId, { mayBeOver: true, path: ["id"] });
  const state = drugTestMachine.next(test.state, command, "staff");
  const changes = (await work?.(test)) ?? {};
  await link(tx, test, state, input);
  await tx.update(DrugTest, test, { state, ...changes });
  return { drugTestId: test.id };
}

async function link(
  tx: Transaction,
  test: DrugTest,
  state: DrugTestState,
  input: DrugTestStepInput & { observed?: boolean },
): Promise<void> {
  const happenedAt = input.happenedAt ?? tx.now;
  if (happenedAt > tx.now) throw invalid("happenedAt", "This lies in the future.", "FUTURE");
  const [before] = await tx.find(
    DrugTestStep,
    { drugTestId: test.id },
    { order: { recordedAt: "DESC", id: "DESC" }, take: 1 },
  );
  if (before && happenedAt < before.happenedAt)
    throw invalid("happenedAt", "This lies before the step that came before.", "OUT_OF_ORDER");
  await tx.insert(DrugTestStep, {
    drugTestId: test.id,
    step: state,
    happenedAt,
    observed: input.observed ?? null,
    note: optionalWords(input.note, "note"),
    doneBy: authorOf(tx.actor),
    recordedAt: tx.now,
  });
  tx.audit({
    action: `drug-test.${state.toLowerCase()}`,
    subjectType: "drug_test",
    subjectId: test.id,
    clientId: test.clientId,
  });
}

async function keep(tx: Transaction, test: DrugTest, kind: ResultKind, results: readonly ResultLine[]): Promise<void> {
  checkResults(kind, test.panel, results);
  for (const { substance, result } of results)
    await tx.insert(DrugTestResult, {
      drugTestId: test.id,
      kind,
      substance,
      result,
      recordedBy: authorOf(tx.actor),
      recordedAt: tx.now,
    });
}
