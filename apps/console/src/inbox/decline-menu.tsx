import { Button, Group, Menu, Stack, Textarea } from "@mantine/core";
import { useState } from "react";
import { declineReason } from "../words.ts";
import { DECLINE_REASONS } from "./decline-reasons.ts";
import type { DeclineReason } from "./inbox.generated.ts";

interface DeclineMenuProps {
  busy: boolean;
  decline: (reason: DeclineReason, note: string | null) => Promise<boolean>;
}

/** Two clicks: the button, then the reason. Only "another reason" asks for words first. */
export function DeclineMenu({ busy, decline }: DeclineMenuProps) {
  const [noting, setNoting] = useState(false);
  const [note, setNote] = useState("");
  if (noting) {
    return (
      <form
        style={{ flexBasis: "100%" }}
        onSubmit={(event) => {
          event.preventDefault();
          void decline("OTHER", note).then((done) => done && setNoting(false));
        }}
      >
        <Stack gap="xs">
          <Textarea
            label="Why do you decline?"
            description="The sender reads this. Name nobody."
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
            autoFocus
            autosize
            minRows={2}
          />
          <Group gap="xs">
            <Button type="submit" color="red" variant="light" loading={busy}>
              Decline
            </Button>
            <Button variant="subtle" color="gray" onClick={() => setNoting(false)}>
              Back
            </Button>
          </Group>
        </Stack>
      </form>
    );
  }
  return (
    <Menu position="bottom-start" width={290}>
      <Menu.Target>
        <Button variant="default" loading={busy}>
          Decline …
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={380} style={{ overflowY: "auto" }}>
        <Menu.Label>Because</Menu.Label>
        {DECLINE_REASONS.map((reason) => (
          <Menu.Item key={reason} onClick={() => (reason === "OTHER" ? setNoting(true) : void decline(reason, null))}>
            {declineReason(reason)}
            {reason === "OTHER" ? " …" : ""}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
