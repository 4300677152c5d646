import { NavLink, Stack, Text } from "@mantine/core";
import { useLocation } from "@tanstack/react-router";
import { Icon, type IconName } from "../parts/icons.tsx";
import { LinkTo } from "../parts/link-to.tsx";
import { useViewer } from "../session/session.tsx";

interface Entry {
  to: string;
  label: string;
  icon: IconName;
  needs?: string;
}

const WORK: readonly Entry[] = [
  { to: "/", label: "Home", icon: "home" },
  { to: "/inbox", label: "Referral inbox", icon: "inbox", needs: "referral.read" },
  { to: "/referrals", label: "Sent referrals", icon: "sent", needs: "referral.read" },
  { to: "/programs", label: "Programs", icon: "programs", needs: "program.read" },
  { to: "/clients", label: "Clients", icon: "clients", needs: "client.read" },
  { to: "/enrollments", label: "Enrollments", icon: "enrollments", needs: "enrollment.read" },
];

const TOOLS: readonly Entry[] = [
  { to: "/mailbox", label: "Mailbox", icon: "mail", needs: "message.read" },
  { to: "/settings", label: "Settings", icon: "settings", needs: "member.read" },
  { to: "/graphiql", label: "GraphiQL", icon: "code" },
];

export function Navigation() {
  return (
    <>
      <Entries entries={WORK} />
      <Text size="xs" c="dimmed" fw={600} mt="lg" mb={4} px="sm">
        Organisation
      </Text>
      <Entries entries={TOOLS} />
    </>
  );
}

function Entries({ entries }: { entries: readonly Entry[] }) {
  const { permissions } = useViewer();
  const { pathname } = useLocation();
  return (
    <Stack gap={2}>
      {entries
        .filter(({ needs }) => !needs || permissions.includes(needs))
        .map(({ to, label, icon }) => {
          const here = to === "/" ? pathname === "/" : pathname === to || pathname.startsWith(`${to}/`);
          return (
            <NavLink
              key={to}
              component={LinkTo}
              to={to}
              label={label}
              leftSection={<Icon name={icon} />}
              active={here}
              aria-current={here ? "page" : undefined}
              className="nav-entry"
            />
          );
        })}
    </Stack>
  );
}
