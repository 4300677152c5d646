import { Avatar, Menu, Text, UnstyledButton, VisuallyHidden } from "@mantine/core";
import { useMutation } from "urql";
import { useNavigate } from "@tanstack/react-router";
import { SignOutDocument } from "../session/session.generated.ts";
import { useRestart, useViewer } from "../session/session.tsx";
import { role } from "../words.ts";

export function AccountMenu() {
  const { membership } = useViewer();
  const [, signOut] = useMutation(SignOutDocument);
  const restart = useRestart();
  const navigate = useNavigate();
  const name = membership?.displayName ?? "";
  const leave = async () => {
    await signOut({});
    sessionStorage.clear();
    restart();
    await navigate({ to: "/sign-in", search: { next: undefined } });
  };
  return (
    <Menu position="bottom-end" width={230}>
      <Menu.Target>
        <UnstyledButton ml={4}>
          <Avatar size={32} radius="xl" color="teal" variant="light" name={name} aria-hidden />
          <VisuallyHidden>Account of {name}</VisuallyHidden>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text size="sm" fw={600} c="var(--mantine-color-text)">
            {name}
          </Text>
          <Text size="xs">{membership?.email}</Text>
          <Text size="xs">{role(membership?.role)}</Text>
        </Menu.Label>
        <Menu.Divider />
        <Menu.Item onClick={() => void leave()}>Sign out</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
