import { Alert, Button, Group, Skeleton, Stack, Text, Title } from "@mantine/core";
import type { CombinedError } from "@urql/core";
import type { ReactNode } from "react";
import { words } from "../graphql/errors.ts";
import { Icon, type IconName } from "./icons.tsx";

interface Result<Data> {
  data?: Data | undefined;
  error?: CombinedError | undefined;
  fetching: boolean;
  stale: boolean;
}

interface LoadedProps<Data> {
  result: Result<Data>;
  retry: () => void;
  /** Height of what will stand here, so that the page does not jump. */
  rows?: number;
  children: (data: Data) => ReactNode;
}

/** Loading, error and success of one query, the same everywhere. What is already known stays while it is asked again. */
export function Loaded<Data>({ result, retry, rows = 5, children }: LoadedProps<Data>) {
  if (result.data && !result.error) return <>{children(result.data)}</>;
  if (result.error) return <ErrorNotice error={result.error} retry={retry} />;
  return (
    <Stack gap="sm" role="status" aria-label="Loading" className="surface">
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} height={22} width={`${92 - ((row * 17) % 40)}%`} />
      ))}
    </Stack>
  );
}

export function ErrorNotice({ error, retry }: { error: CombinedError; retry?: () => void }) {
  const { title, text } = words(error);
  return (
    <Alert color="red" variant="light" title={title} icon={<Icon name="alert" />} role="alert">
      <Text size="sm">{text}</Text>
      {retry && (
        <Button mt="sm" size="xs" variant="default" onClick={retry}>
          Try again
        </Button>
      )}
    </Alert>
  );
}

export function Nothing({
  icon,
  title,
  text,
  action,
}: {
  icon: IconName;
  title: string;
  text: string;
  action?: ReactNode;
}) {
  return (
    <Stack align="center" gap={6} py={48} className="surface nothing">
      <Text c="dimmed" component="span" lh={1}>
        <Icon name={icon} size={34} />
      </Text>
      <Title order={2}>{title}</Title>
      <Text c="dimmed" ta="center" maw={420}>
        {text}
      </Text>
      {action && <Group mt="sm">{action}</Group>}
    </Stack>
  );
}
