import { useEffect, useSyncExternalStore } from "react";
import { useSubscription } from "urql";
import { ChangesDocument } from "./live.generated.ts";

let connected = false;
const listeners = new Set<() => void>();

/** Told by the connection. */
export function setConnected(now: boolean): void {
  if (now === connected) return;
  connected = now;
  for (const listener of listeners) listener();
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Whether changes come by themselves now. */
export function useIsLive(): boolean {
  return useSyncExternalStore(listen, () => connected);
}

/** Keeps every screen as things are, by the one connection that a tab holds. Draws nothing. */
export function Live() {
  useSubscription({ query: ChangesDocument });
  return null;
}

const LOOK_AGAIN_MS = 20_000;

/** Asks again from time to time, and when somebody comes back to the tab, while changes do not come by themselves. */
export function useLookAgain(ask: () => void): void {
  const live = useIsLive();
  useEffect(() => {
    if (live) return undefined;
    const look = (): void => {
      if (document.visibilityState === "visible") ask();
    };
    const timer = setInterval(look, LOOK_AGAIN_MS);
    document.addEventListener("visibilitychange", look);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, [ask, live]);
}
