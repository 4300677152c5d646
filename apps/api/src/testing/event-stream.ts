import type { Loose, TestClient } from "./open-test-api.ts";

/** One message of a stream, as it came. */
interface Message {
  readonly event: string;
  readonly id?: string;
  readonly data: Loose;
  /** Milliseconds of `performance.now()`. */
  readonly at: number;
}

export interface TestStream {
  readonly status: number;
  readonly headers: Headers;
  /** What was answered instead of a stream, with its bytes. */
  readonly refusal: { readonly body: string; readonly errors: Loose } | null;
  /** `next` and `complete`, in order. */
  readonly messages: readonly Message[];
  /** Payloads of `next` by the name of the one field. */
  payloads(): Loose[];
  /** The position the stream told last. */
  lastId(): string | undefined;
  /** The code of the error it ended with. */
  endedWith(): string | undefined;
  /** Everything received. */
  text(): string;
  isClosed(): boolean;
  close(): void;
}

/** Opens a subscription as a browser's `fetch` does, and keeps what comes. */
export async function openStream(
  client: TestClient,
  query: string,
  options: { variables?: Record<string, unknown>; headers?: Record<string, string> } = {},
): Promise<TestStream> {
  const control = new AbortController();
  const response = await client.fetch("/graphql/stream", {
    method: "POST",
    headers: { "content-type": "application/json", accept: "text/event-stream", ...options.headers },
    body: JSON.stringify({ query, variables: options.variables ?? {} }),
    signal: control.signal,
  });
  const messages: Message[] = [];
  let lastId: string | undefined;
  let text = "";
  let closed = false;
  const streams = response.status === 200;
  const refusal = streams ? null : await response.text().then((body) => ({ body, errors: JSON.parse(body).errors }));
  const read = async (): Promise<void> => {
    let rest = "";
    const decoder = new TextDecoder();
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      const more = decoder.decode(chunk, { stream: true });
      text += more;
      rest += more;
      const blocks = rest.split("\n\n");
      rest = blocks.pop() ?? "";
      for (const block of blocks) {
        const fields = new Map(
          block.split("\n").map((line) => /^([^:]*): ?(.*)$/.exec(line)?.slice(1) as [string, string]),
        );
        const id = fields.get("id");
        if (id !== undefined) lastId = id;
        const event = fields.get("event");
        if (event === undefined) continue;
        const data = fields.get("data");
        messages.push({
          event,
          ...(id === undefined ? {} : { id }),
          data: data ? JSON.parse(data) : null,
          at: performance.now(),
        });
      }
    }
  };
  if (streams) {
    read()
      .catch(() => undefined)
      .finally(() => (closed = true));
  } else closed = true;
  return {
    status: response.status,
    headers: response.headers,
    refusal,
    messages,
    payloads: () =>
      messages.flatMap(({ event, data }) => (event === "next" && data.data ? Object.values<Loose>(data.data) : [])),
    lastId: () => lastId,
    endedWith: () => messages.findLast(({ data }) => data?.errors)?.data.errors[0].extensions.code,
    text: () => text,
    isClosed: () => closed,
    close: () => control.abort(),
  };
}
