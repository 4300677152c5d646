import { Group, Menu, Text, UnstyledButton } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useMutation } from "urql";
import { Icon, Mark } from "../parts/icons.tsx";
import { SwitchOrganisationDocument } from "../session/session.generated.ts";
import { useRestart, useViewer } from "../session/session.tsx";

/** The organisation one works for, and a way to another that one belongs to. */
export function OrganisationSwitcher() {
  const { organisation, organisations } = useViewer();
  const [{ fetching }, change] = useMutation(SwitchOrganisationDocument);
  const restart = useRestart();
  const navigate = useNavigate();
  const others = organisations.filter(({ id }) => id !== organisation?.id);
  const name = (
    <Group gap="xs" wrap="nowrap">
      <Mark />
      <Text fw={600} lineClamp={1}>
        {organisation?.name ?? "Causeway"}
      </Text>
    </Group>
  );
  if (others.length === 0) return name;
  const switchTo = async (organisationId: string) => {
    const { error, data } = await change({ input: { organisationId } });
    if (error || !data?.switchOrganisation.viewer) return;
    sessionStorage.clear();
    restart();
    await navigate({ to: "/" });
  };
  return (
    <Menu position="bottom-start" width={280}>
      <Menu.Target>
        <UnstyledButton disabled={fetching} aria-label={`Organisation: ${organisation?.name}. Switch to another`}>
          <Group gap={6} wrap="nowrap">
            {name}
            <Icon name="chevron" />
          </Group>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Switch to</Menu.Label>
        {others.map(({ id, name: other }) => (
          <Menu.Item key={id} onClick={() => void switchTo(id)}>
            {other}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
