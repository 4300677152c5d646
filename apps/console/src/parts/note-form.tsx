import { Button, Group, Stack, Textarea } from "@mantine/core";
import { useState } from "react";

interface NoteFormProps {
  label: string;
  submitLabel: string;
  busy: boolean;
  submit: (note: string) => Promise<void>;
}

export function NoteForm({ label, submitLabel, busy, submit }: NoteFormProps) {
  const [note, setNote] = useState("");
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit(note);
      }}
    >
      <Stack gap="xs">
        <Textarea
          label={label}
          description="The other organisation reads this. Name nobody."
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          autoFocus
          autosize
          minRows={2}
        />
        <Group>
          <Button type="submit" loading={busy}>
            {submitLabel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
