import { Alert } from "@mantine/core";
import { Icon } from "./icons.tsx";

export function Problem({ text }: { text: string | null }) {
  if (!text) return null;
  return (
    <Alert color="red" variant="light" icon={<Icon name="alert" />} role="alert">
      {text}
    </Alert>
  );
}
