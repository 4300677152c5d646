import { createContext, useCallback, useContext, useMemo, useRef, useState, type ReactNode } from "react";
import { Provider, useQuery } from "urql";
import { createConsoleClient } from "../graphql/client.ts";
import { ViewerDocument, type ViewerQuery } from "./session.generated.ts";

const Restart = createContext<() => void>(() => undefined);

/**
 * Holds the GraphQL client. Signing in, out, or into another organisation starts a new one, so that
 * nothing one organisation was shown can appear under another.
 */
export function SessionProvider({ onSignedOut, children }: { onSignedOut: () => void; children: ReactNode }) {
  const [epoch, setEpoch] = useState(0);
  const signedOut = useRef(onSignedOut);
  signedOut.current = onSignedOut;
  const restart = useCallback(() => setEpoch((before) => before + 1), []);
  const client = useMemo(() => createConsoleClient(() => signedOut.current(), restart), [epoch, restart]);
  return (
    <Restart.Provider value={restart}>
      <Provider value={client}>{children}</Provider>
    </Restart.Provider>
  );
}

export function useRestart(): () => void {
  return useContext(Restart);
}

export type Viewer = NonNullable<ViewerQuery["viewer"]>;

const ViewerContext = createContext<Viewer | null>(null);
export const ViewerProvider = ViewerContext.Provider;

export function useViewerQuery() {
  return useQuery({ query: ViewerDocument, requestPolicy: "cache-first" });
}

/** The signed-in person. Only below the shell, which shows nothing until they are known. */
export function useViewer(): Viewer {
  const viewer = useContext(ViewerContext);
  if (!viewer) throw new Error("useViewer is for screens below the shell");
  return viewer;
}

/** Whether the API granted this to the viewer; decides what is offered, never what is allowed. */
export function useCan(permission: string): boolean {
  return useViewer().permissions.includes(permission);
}
