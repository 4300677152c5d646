import "@mantine/core/styles.css";
import "./styles.css";
import { MantineProvider } from "@mantine/core";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { RouterProvider } from "@tanstack/react-router";
import { router } from "./router.tsx";
import { SessionProvider } from "./session/session.tsx";
import { cssVariables, theme } from "./theme.ts";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");

createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <SessionProvider
        onSignedOut={() => void router.navigate({ to: "/sign-in", search: { next: nextAfterSignIn() } })}
      >
        <RouterProvider router={router} />
      </SessionProvider>
    </MantineProvider>
  </StrictMode>,
);

/** Where to return to after signing in again: here, unless this is already the sign-in page. */
function nextAfterSignIn(): string | undefined {
  const { pathname, searchStr, search } = router.state.location;
  if (pathname === "/sign-in") return (search as { next?: string }).next;
  return pathname === "/" ? undefined : pathname + searchStr;
}
