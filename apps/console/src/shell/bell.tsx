import { ActionIcon, Indicator, Popover, ScrollArea, Stack, Text, UnstyledButton } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useRouter } from "@tanstack/react-router";
import { useCallback } from "react";
import { useMutation, useQuery } from "urql";
import { useLookAgain } from "../live/live.tsx";
import { Icon } from "../parts/icons.tsx";
import { When } from "../parts/when.tsx";
import { MarkNotificationReadDocument, NotificationsDocument } from "./bell.generated.ts";

export function Bell() {
  const [opened, { close, toggle }] = useDisclosure(false);
  const [{ data }, ask] = useQuery({ query: NotificationsDocument });
  const [, markRead] = useMutation(MarkNotificationReadDocument);
  const router = useRouter();
  useLookAgain(useCallback(() => ask({ requestPolicy: "network-only" }), [ask]));

  const notifications = data?.notifications.nodes ?? [];
  const unread = notifications.filter(({ readAt }) => !readAt).length;
  const follow = (id: string, link: string, read: boolean) => {
    close();
    if (!read) void markRead({ input: { notificationId: id } });
    if (/^\/(?!\/)/.test(link)) router.history.push(link);
  };
  return (
    <Popover opened={opened} onChange={toggle} position="bottom-end" width={340} trapFocus returnFocus shadow="md">
      <Indicator disabled={unread === 0} label={unread > 9 ? "9+" : unread} size={16} offset={6} color="red.8">
        <Popover.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            onClick={toggle}
            aria-label={unread === 0 ? "Notifications" : `Notifications, ${unread} unread`}
          >
            <Icon name="bell" />
          </ActionIcon>
        </Popover.Target>
      </Indicator>
      <Popover.Dropdown p={0}>
        <ScrollArea.Autosize mah={420} type="auto">
          {notifications.length === 0 ? (
            <Text c="dimmed" size="sm" p="lg" ta="center">
              Nothing new. What needs you will appear here.
            </Text>
          ) : (
            <Stack gap={0}>
              {notifications.map(({ id, title, link, createdAt, readAt }) => (
                <UnstyledButton key={id} className="notification" onClick={() => follow(id, link, Boolean(readAt))}>
                  <Text size="sm" fw={readAt ? 400 : 600}>
                    {title}
                  </Text>
                  <Text size="xs" c="dimmed">
                    <When at={createdAt} form="relative" />
                    {readAt ? "" : " · unread"}
                  </Text>
                </UnstyledButton>
              ))}
            </Stack>
          )}
        </ScrollArea.Autosize>
      </Popover.Dropdown>
    </Popover>
  );
}
