import { Group, Text } from "@mantine/core";
import { Mark } from "../parts/icons.tsx";
import { useViewer } from "../session/session.tsx";

/** The organisation one works for. */
export function OrganisationSwitcher() {
  const { organisation } = useViewer();
  return (
    <Group gap="xs" wrap="nowrap">
      <Mark />
      <Text fw={600} lineClamp={1}>
        {organisation.name}
      </Text>
    </Group>
  );
}
