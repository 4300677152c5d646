import { Alert, Badge, Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { useQuery } from "urql";
import { Icon } from "../parts/icons.tsx";
import { ErrorNotice } from "../parts/loaded.tsx";
import { When } from "../parts/when.tsx";
import { payer } from "../words.ts";
import { FindProgramsDocument, type FindProgramsQuery } from "./send.generated.ts";

export type Found = FindProgramsQuery["directoryPrograms"]["edges"][number]["node"];

interface ProgramFinderProps {
  edition: string;
  levelCode: string;
  chosen: readonly Found[];
  choose: (programs: readonly Found[]) => void;
  error: string | undefined;
}

const MILES_PER_KM = 0.621371;

export function ProgramFinder({ edition, levelCode, chosen, choose, error }: ProgramFinderProps) {
  const [words, setWords] = useState("");
  const [zip, setZip] = useState("");
  const [search] = useDebouncedValue(words.trim(), 250);
  const [{ data, error: failure }] = useQuery({
    query: FindProgramsDocument,
    variables: {
      edition: edition || null,
      levelCodes: levelCode ? [levelCode] : null,
      words: search || null,
      nearPostalCode: /^\d{5}$/.test(zip) ? zip : null,
    },
  });
  const isChosen = (id: string) => chosen.some((program) => program.id === id);
  return (
    <Stack gap="md">
      {error && (
        <Alert color="red" variant="light" role="alert">
          {error}
        </Alert>
      )}
      {chosen.length > 0 && (
        <Group gap="xs" aria-label="Chosen programs" role="group">
          {chosen.map((program) => (
            <Button
              key={program.id}
              size="xs"
              variant="light"
              rightSection={<Icon name="cross" size={14} />}
              aria-label={`Do not ask ${program.organisationName}: ${program.programName}`}
              onClick={() => choose(chosen.filter(({ id }) => id !== program.id))}
            >
              {program.organisationName}: {program.programName}
            </Button>
          ))}
        </Group>
      )}
      <Group align="end" gap="sm">
        <TextInput
          label="Find a program"
          placeholder="Name of the program or organisation"
          type="search"
          leftSection={<Icon name="search" />}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          w={320}
        />
        <TextInput
          label="Near ZIP code"
          inputMode="numeric"
          maxLength={5}
          value={zip}
          onChange={(event) => setZip(event.currentTarget.value)}
          w={130}
        />
      </Group>
      {failure && <ErrorNotice error={failure} />}
      <ul className="found" aria-label="Programs found">
        {data?.directoryPrograms.edges.map(({ node, distanceKm }) => (
          <li key={node.id}>
            <div>
              <Text size="sm" fw={600}>
                {node.organisationName}: {node.programName}
              </Text>
              <Text size="xs" c="dimmed">
                {[node.city, node.region].filter(Boolean).join(", ")}
                {distanceKm !== null && `, ${Math.round(distanceKm * MILES_PER_KM)} miles`}
                {node.payers.length > 0 && `, takes ${node.payers.slice(0, 3).map(payer).join(", ")}`}
              </Text>
            </div>
            <div className="found-side">
              <Badge variant="light" color={node.openings > 0 ? "teal" : "gray"} tt="none" radius="sm">
                {node.openings} open
              </Badge>
              {node.openingsConfirmedAt && (
                <Text size="xs" c="dimmed">
                  confirmed <When at={node.openingsConfirmedAt} form="relative" />
                </Text>
              )}
              <Button
                size="xs"
                variant="default"
                disabled={isChosen(node.id)}
                aria-label={`${isChosen(node.id) ? "Chosen" : "Ask"} ${node.organisationName}, ${node.programName}`}
                onClick={() => choose([...chosen, node])}
              >
                {isChosen(node.id) ? "Chosen" : "Ask"}
              </Button>
            </div>
          </li>
        ))}
      </ul>
      {data && data.directoryPrograms.edges.length === 0 && (
        <Text size="sm" c="dimmed">
          No program of others in the directory fits. Try another level, fewer letters, or no ZIP code.
        </Text>
      )}
    </Stack>
  );
}
