import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { useQuery } from "urql";
import { Icon } from "../parts/icons.tsx";
import { Day } from "../parts/when.tsx";
import { ClientChoicesDocument, ClientChosenDocument } from "./send.generated.ts";

interface ClientPickerProps {
  chosen: string | null;
  choose: (id: string | null) => void;
  error: string | undefined;
}

export function ClientPicker({ chosen, choose, error }: ClientPickerProps) {
  const [typed, type] = useState("");
  const [search] = useDebouncedValue(typed.trim(), 250);
  const [{ data: found }] = useQuery({
    query: ClientChoicesDocument,
    variables: { search },
    pause: chosen !== null || search.length < 2,
  });
  const [{ data: one }] = useQuery({
    query: ClientChosenDocument,
    variables: { id: chosen ?? "" },
    pause: chosen === null,
  });

  if (chosen !== null) {
    const person = one?.client?.details;
    return (
      <Group justify="space-between">
        <Text>
          {person ? (
            <>
              <b>
                {person.familyName}, {person.givenName}
              </b>
              {person.birthDate && (
                <Text span c="dimmed" ml="sm">
                  born <Day on={person.birthDate} />
                </Text>
              )}
            </>
          ) : (
            "One moment."
          )}
        </Text>
        <Button variant="default" size="xs" onClick={() => choose(null)}>
          Choose another
        </Button>
      </Group>
    );
  }
  const people = search.length < 2 ? [] : (found?.clients.nodes ?? []);
  return (
    <Stack gap="xs">
      <TextInput
        label="Client"
        type="search"
        placeholder="Part of the name"
        leftSection={<Icon name="search" />}
        autoComplete="off"
        value={typed}
        onChange={(event) => type(event.currentTarget.value)}
        error={error}
        maw={420}
      />
      <Group gap="xs" aria-live="polite">
        {people.map(({ id, details: { givenName, familyName, birthDate } }) => (
          <Button key={id} variant="default" size="xs" onClick={() => choose(id)}>
            {familyName}, {givenName}
            {birthDate ? ` (${birthDate.slice(0, 4)})` : ""}
          </Button>
        ))}
        {search.length >= 2 && found && people.length === 0 && (
          <Text size="sm" c="dimmed">
            Nobody of that name.
          </Text>
        )}
      </Group>
    </Stack>
  );
}
