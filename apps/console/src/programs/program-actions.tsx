import { Button, Group } from "@mantine/core";
import type { TypedDocumentNode } from "@urql/core";
import { Problem } from "../parts/problem.tsx";
import { useAct } from "../parts/use-act.ts";
import {
  ConfirmOpeningsDocument,
  OpenProgramDocument,
  PauseProgramDocument,
  PublishProgramDocument,
  UnpublishProgramDocument,
  type ProgramCommandInput,
  type ProgramWholeFragment,
} from "./programs.generated.ts";

interface ProgramAction {
  /** As `availableActions` names it. */
  action: string;
  label: string;
  mutation: TypedDocumentNode<Record<string, unknown>, { input: ProgramCommandInput }>;
  first: boolean;
}

const ACTIONS: readonly ProgramAction[] = [
  { action: "confirmOpenings", label: "Confirm the openings", mutation: ConfirmOpeningsDocument, first: true },
  { action: "openProgram", label: "Open", mutation: OpenProgramDocument, first: true },
  { action: "publishProgram", label: "List in the directory", mutation: PublishProgramDocument, first: false },
  { action: "unpublishProgram", label: "Take out of the directory", mutation: UnpublishProgramDocument, first: false },
  { action: "pauseProgram", label: "Pause", mutation: PauseProgramDocument, first: false },
];

/** What the API offers the viewer to do with a program now. */
export function ProgramActions({ program }: { program: ProgramWholeFragment }) {
  const { act, busy, problem } = useAct();
  const offered = ACTIONS.filter(({ action }) => program.availableActions.includes(action));
  if (offered.length === 0) return null;
  const input = { id: program.id, expectedVersion: program.version };
  return (
    <>
      <Problem text={problem} />
      <Group gap="xs">
        {offered.map(({ action, label, mutation, first }) => (
          <Button
            key={action}
            variant={first ? "light" : "default"}
            loading={busy === action}
            onClick={() => void act(action, mutation, { input })}
          >
            {label}
          </Button>
        ))}
      </Group>
    </>
  );
}
