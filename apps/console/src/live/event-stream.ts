/** What urql asks of a subscription, and where its results go. */
interface Asked {
  readonly query: string;
  readonly variables: unknown;
}

interface Sink {
  next(result: { data?: Record<string, unknown> | null; errors?: readonly StreamError[] }): void;
  complete(): void;
}

interface StreamError {
  readonly message: string;
  readonly extensions?: { readonly code?: string };
}

interface Watch {
  /** Whether changes are coming in now. */
  connected(now: boolean): void;
  /** So much happened while it was away that everything has to be asked for again. */
  missed(): void;
}

const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 30_000;
/** The server writes something every ten seconds; a connection that is silent for longer is dead. */
const SILENCE_MS = 25_000;
/** A tab that nobody looks at gives its connection back: a browser has six to one server. */
const HIDDEN_MS = 30_000;

/** After these another try would say the same. */
const FINAL = new Set(["UNAUTHENTICATED", "FORBIDDEN", "BAD_REQUEST", "GRAPHQL_VALIDATION_FAILED", "LIMIT_EXCEEDED"]);

/**
 * One subscription over Server-Sent Events, for as long as it is wanted: connects again after a loss, from where it
 * was, so that nothing is missed. By `fetch` and not `EventSource`, which can only GET.
 * @returns ends it
 */
export function openStream(url: string, asked: Asked, sink: Sink, watch: Watch): () => void {
  let position: string | undefined;
  let pause = FIRST_PAUSE_MS;
  let over = false;
  let connection: AbortController | undefined;
  let timer: number | undefined;
  let hiding: number | undefined;

  const end = (): void => {
    over = true;
    window.clearTimeout(timer);
    window.clearTimeout(hiding);
    document.removeEventListener("visibilitychange", seen);
    connection?.abort();
    watch.connected(false);
  };
  const again = (): void => {
    watch.connected(false);
    if (over || connection || document.visibilityState === "hidden") return;
    window.clearTimeout(timer);
    // Not all at once, when a server comes back.
    timer = window.setTimeout(() => void connect(), pause * (0.5 + Math.random()));
    pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
  };
  const seen = (): void => {
    window.clearTimeout(hiding);
    if (document.visibilityState === "hidden") hiding = window.setTimeout(() => connection?.abort(), HIDDEN_MS);
    else if (!connection) {
      window.clearTimeout(timer);
      pause = FIRST_PAUSE_MS;
      void connect();
    }
  };
  /** True when it was the last word. */
  const tell = (errors: readonly StreamError[]): boolean => {
    const codes = errors.map(({ extensions }) => extensions?.code ?? "");
    // Too far behind to go on from there.
    if (codes.includes("STALE")) {
      position = undefined;
      watch.missed();
    }
    if (!codes.some((code) => FINAL.has(code))) return false;
    end();
    sink.next({ errors });
    sink.complete();
    return true;
  };
  const connect = async (): Promise<void> => {
    const mine = new AbortController();
    connection = mine;
    try {
      const response = await fetch(url, {
        method: "POST",
        credentials: "same-origin",
        headers: {
          "content-type": "application/json",
          accept: "text/event-stream",
          "x-causeway": "console",
          ...(position === undefined ? {} : { "last-event-id": position }),
        },
        body: JSON.stringify(asked),
        signal: mine.signal,
      });
      if (!response.ok || !response.body) {
        const { errors = [] } = (await response.json()) as { errors?: readonly StreamError[] };
        if (tell(errors)) return;
      } else {
        watch.connected(true);
        for await (const { event, id, data, retry } of messages(response.body, mine)) {
          if (id !== undefined) position = id;
          if (retry !== undefined) pause = retry;
          if (event !== "next" || data === "") continue;
          const result = JSON.parse(data) as { data?: Record<string, unknown> | null; errors?: readonly StreamError[] };
          if (result.errors ? tell(result.errors) : sink.next(result)) return;
        }
      }
    } catch {
      // Lost, or given back while the tab was hidden.
    } finally {
      if (connection === mine) connection = undefined;
    }
    again();
  };
  document.addEventListener("visibilitychange", seen);
  void connect();
  return end;
}

interface Message {
  readonly event: string | undefined;
  readonly id: string | undefined;
  readonly retry: number | undefined;
  readonly data: string;
}

async function* messages(body: ReadableStream<Uint8Array>, connection: AbortController): AsyncGenerator<Message> {
  const reader = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader();
  let rest = "";
  for (;;) {
    const silence = window.setTimeout(() => connection.abort(), SILENCE_MS);
    const { done, value } = await reader.read().finally(() => window.clearTimeout(silence));
    if (done) return;
    rest += value;
    const blocks = rest.split("\n\n");
    rest = blocks.pop() ?? "";
    for (const block of blocks) {
      const field = (name: string): string | undefined => new RegExp(`^${name}: ?(.*)$`, "m").exec(block)?.[1];
      const retry = Number(field("retry") ?? Number.NaN);
      yield {
        event: field("event"),
        id: field("id"),
        retry: Number.isFinite(retry) ? retry : undefined,
        data: field("data") ?? "",
      };
    }
  }
}
