import { Button, Group, TextInput } from "@mantine/core";
import { useState } from "react";

/** The browser's own control: it speaks, and works by keyboard, in the reader's language. */
export function AppointmentForm({ busy, submit }: { busy: boolean; submit: (at: string) => Promise<void> }) {
  const [local, setLocal] = useState("");
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (local) void submit(new Date(local).toISOString());
      }}
    >
      <Group align="end" gap="xs">
        <TextInput
          type="datetime-local"
          label="Day and time of the appointment"
          description={`In your time zone, ${zone}`}
          value={local}
          onChange={(event) => setLocal(event.currentTarget.value)}
          required
          withAsterisk={false}
          autoFocus
        />
        <Button type="submit" loading={busy} disabled={!local}>
          Set
        </Button>
      </Group>
    </form>
  );
}
