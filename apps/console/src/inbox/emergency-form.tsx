import { Button, Group, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { Problem } from "../parts/problem.tsx";
import { Section } from "../parts/page.tsx";
import { useAct } from "../parts/use-act.ts";
import { BreakGlassDocument, type ReceivedFragment } from "./inbox.generated.ts";

const EMPTY = { personnel: "", affiliation: "", nature: "", consentUnobtainable: "" };

/** What is recorded at once of a disclosure in a medical emergency (42 CFR 2.51(c)); both sides review it. */
export function EmergencyForm({ referral }: { referral: ReceivedFragment }) {
  const { act, busy, problem } = useAct();
  const [open, setOpen] = useState(false);
  const [said, setSaid] = useState(EMPTY);
  const field = (name: keyof typeof EMPTY) => ({
    value: said[name],
    onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) =>
      setSaid((before) => ({ ...before, [name]: value })),
  });
  const input = { id: referral.id, expectedVersion: referral.version, ...said };
  return (
    <Section title="Medical emergency">
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          Medical personnel may open the packet for four hours where the client’s consent cannot be had. The sender is
          told at once, and both sides review it.
        </Text>
        {open ? (
          <form
            onSubmit={(event) => {
              event.preventDefault();
              void act("emergency", BreakGlassDocument, { input }).then((done) => done && setOpen(false));
            }}
          >
            <Stack gap="xs">
              <Problem text={problem} />
              <TextInput label="Who treats, by name" required {...field("personnel")} />
              <TextInput label="The health care facility they are with" required {...field("affiliation")} />
              <Textarea label="Nature of the emergency" required autosize minRows={2} {...field("nature")} />
              <Textarea
                label="Why the client’s consent cannot be had"
                required
                autosize
                minRows={2}
                {...field("consentUnobtainable")}
              />
              <Group gap="xs">
                <Button type="submit" color="red.9" loading={busy === "emergency"}>
                  Open for four hours
                </Button>
                <Button variant="default" onClick={() => setOpen(false)}>
                  Back
                </Button>
              </Group>
            </Stack>
          </form>
        ) : (
          <div>
            <Button variant="default" onClick={() => setOpen(true)}>
              Open in an emergency …
            </Button>
          </div>
        )}
      </Stack>
    </Section>
  );
}
