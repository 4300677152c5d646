import { Anchor, Group, Stack, Text, Title } from "@mantine/core";
import { useEffect, type ReactNode } from "react";
import { Icon } from "./icons.tsx";
import { LinkTo } from "./link-to.tsx";

interface PageProps {
  title: string;
  lead?: ReactNode;
  actions?: ReactNode;
  back?: { to: string; label: string };
  children: ReactNode;
}

/** Every screen's frame: one h1, the document's title, an optional way back. */
export function Page({ title, lead, actions, back, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · Causeway`;
  }, [title]);
  return (
    <Stack gap="lg">
      <div>
        {back && (
          <Anchor component={LinkTo} to={back.to} size="sm" c="dimmed" className="back">
            <Icon name="back" size={14} />
            {back.label}
          </Anchor>
        )}
        <Group justify="space-between" align="flex-start" wrap="wrap" gap="sm">
          <div>
            <Title order={1} tabIndex={-1} id="page-title">
              {title}
            </Title>
            {lead && (
              <Text c="dimmed" component="div" mt={2}>
                {lead}
              </Text>
            )}
          </div>
          {actions && <Group gap="xs">{actions}</Group>}
        </Group>
      </div>
      {children}
    </Stack>
  );
}

export function Section({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <section className="surface" aria-label={title}>
      <Group justify="space-between" mb="sm" gap="xs">
        <Title order={2}>{title}</Title>
        {aside}
      </Group>
      {children}
    </section>
  );
}
