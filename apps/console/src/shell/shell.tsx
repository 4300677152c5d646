import { AppShell, Box, Burger, Center, Group, Loader } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Outlet, useLocation, useRouter } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { isSignedOut } from "../graphql/errors.ts";
import { Live } from "../live/live.tsx";
import { ErrorNotice } from "../parts/loaded.tsx";
import { useViewerQuery, ViewerProvider } from "../session/session.tsx";
import { AccountMenu } from "./account-menu.tsx";
import { Bell } from "./bell.tsx";
import { ColourSchemeToggle } from "./colour-scheme.tsx";
import { Navigation } from "./navigation.tsx";
import { OrganisationSwitcher } from "./organisation-switcher.tsx";

/** Everything around a signed-in screen. Asks who is signed in once, and shows nothing before. */
export function Shell() {
  const [{ data, error, fetching }, ask] = useViewerQuery();
  const [opened, { toggle, close }] = useDisclosure(false);
  const location = useLocation();
  useFocusOnArrival(location.pathname);
  useEffect(close, [location.pathname, close]);

  if (error && !isSignedOut(error)) {
    return (
      <Center h="100vh" p="md">
        <ErrorNotice error={error} retry={() => ask({ requestPolicy: "network-only" })} />
      </Center>
    );
  }
  if (fetching && !data) {
    return (
      <Center h="100vh">
        <Loader aria-label="Loading" />
      </Center>
    );
  }
  if (!data?.viewer) return <ToSignIn />;
  return (
    <ViewerProvider value={data.viewer}>
      <Live />
      <a className="skip" href="#main">
        Skip to the content
      </a>
      <AppShell
        header={{ height: 56 }}
        navbar={{ width: 224, breakpoint: "sm", collapsed: { mobile: !opened } }}
        padding={{ base: "md", md: "xl" }}
      >
        <AppShell.Header>
          <Group h="100%" px="md" justify="space-between" wrap="nowrap">
            <Group gap="sm" wrap="nowrap">
              <Burger opened={opened} onClick={toggle} hiddenFrom="sm" size="sm" aria-label="Open the navigation" />
              <OrganisationSwitcher />
            </Group>
            <Group gap={4} wrap="nowrap">
              <Bell />
              <ColourSchemeToggle />
              <AccountMenu />
            </Group>
          </Group>
        </AppShell.Header>
        <AppShell.Navbar p="sm" aria-label="Main">
          <Navigation />
        </AppShell.Navbar>
        <AppShell.Main id="main">
          <Box maw={1120} mx="auto">
            <Outlet />
          </Box>
        </AppShell.Main>
      </AppShell>
    </ViewerProvider>
  );
}

/** After moving to another screen, keyboard and screen reader start at its heading, as after a page load. */
function useFocusOnArrival(pathname: string): void {
  const first = useRef(true);
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    document.getElementById("page-title")?.focus({ preventScroll: true });
  }, [pathname]);
}

/** Once, and not at each drawing: the way there is drawn with the old address still standing. */
function ToSignIn() {
  const router = useRouter();
  useEffect(() => {
    const { pathname, searchStr } = router.state.location;
    const next = pathname === "/" ? undefined : pathname + searchStr;
    void router.navigate({ to: "/sign-in", search: { next }, replace: true });
  }, [router]);
  return null;
}
