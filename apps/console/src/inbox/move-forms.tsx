import { Button, NativeSelect, Stack, Text, Textarea } from "@mantine/core";
import { useState } from "react";
import { useQuery } from "urql";
import { ProgramFinder, type Found } from "../send/program-finder.tsx";
import { declineReason } from "../words.ts";
import { DECLINE_REASONS } from "./decline-reasons.ts";
import { OwnProgramsDocument, type DeclineReason, type ReceivedFragment } from "./inbox.generated.ts";

interface ReassignFormProps {
  referral: ReceivedFragment;
  busy: boolean;
  submit: (programId: string) => Promise<void>;
}

/** Into another program of the organisation itself, at the level that was asked for. */
export function ReassignForm({ referral, busy, submit }: ReassignFormProps) {
  const { levelCode, edition, program } = referral;
  const [{ data }] = useQuery({ query: OwnProgramsDocument, variables: { levelCode } });
  const [chosen, setChosen] = useState("");
  const others = data?.programs.nodes.filter((each) => each.edition === edition && each.id !== program.id) ?? [];
  if (data && others.length === 0)
    return (
      <Text size="sm" c="dimmed">
        Your organisation has no other open program at level {levelCode}.
      </Text>
    );
  return (
    <Stack gap="xs" align="start">
      <NativeSelect
        label="Program"
        value={chosen}
        onChange={(event) => setChosen(event.currentTarget.value)}
        data={[{ value: "", label: "Choose a program" }, ...others.map(({ id, name }) => ({ value: id, label: name }))]}
      />
      <Button loading={busy} disabled={!chosen} onClick={() => void submit(chosen)}>
        Move it there
      </Button>
    </Stack>
  );
}

interface ForwardFormProps {
  referral: ReceivedFragment;
  busy: boolean;
  submit: (programId: string, reason: DeclineReason, note: string | null) => Promise<void>;
}

/** A decline that names somebody else, whom the sender may ask once the client consents. */
export function ForwardForm({ referral, busy, submit }: ForwardFormProps) {
  const [chosen, setChosen] = useState<readonly Found[]>([]);
  const [reason, setReason] = useState<DeclineReason | "">("");
  const [note, setNote] = useState("");
  const [program] = chosen;
  return (
    <Stack gap="xs">
      <Text size="sm" c="dimmed">
        You decline, and the sender hears of the program you name. Nothing of the client goes there before a consent
        names it.
      </Text>
      <ProgramFinder
        edition={referral.edition}
        levelCode={referral.levelCode}
        chosen={chosen}
        choose={(programs) => setChosen(programs.slice(-1))}
        error={undefined}
      />
      <NativeSelect
        label="Why you decline"
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value as DeclineReason | "")}
        data={[
          { value: "", label: "Choose a reason" },
          ...DECLINE_REASONS.map((each) => ({ value: each, label: declineReason(each) })),
        ]}
        maw={420}
      />
      {reason === "OTHER" && (
        <Textarea
          label="In words"
          description="The sender reads this. Name nobody."
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          autosize
          minRows={2}
        />
      )}
      <div>
        <Button
          color="red"
          variant="light"
          loading={busy}
          disabled={!program || reason === ""}
          onClick={() => program && reason !== "" && void submit(program.id, reason, note || null)}
        >
          Decline and name it
        </Button>
      </div>
    </Stack>
  );
}
