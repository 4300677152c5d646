import { Box, Center, Group, Stack, Text, Title } from "@mantine/core";
import { useEffect, type ReactNode } from "react";
import { Mark } from "./icons.tsx";

/** The frame of the few screens before anyone is signed in. */
export function Front({ title, lead, children }: { title: string; lead: string; children: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · Causeway`;
  }, [title]);
  return (
    <Center mih="100vh" p="md" component="main">
      <Box w={380}>
        <Group gap="sm" mb="xl" justify="center">
          <Mark size={40} />
          <Text fw={650} size="xl">
            Causeway
          </Text>
        </Group>
        <Stack gap="md" className="surface" py="lg">
          <div>
            <Title order={1}>{title}</Title>
            <Text c="dimmed" size="sm">
              {lead}
            </Text>
          </div>
          {children}
        </Stack>
      </Box>
    </Center>
  );
}
