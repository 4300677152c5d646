import type { TypedDocumentNode } from "@urql/core";
import { useCallback, useEffect, useMemo, useState } from "react";
import { useClient, useQuery, type AnyVariables } from "urql";
import { useLookAgain } from "../live/live.tsx";

interface PageOf<Row> {
  nodes: readonly Row[];
  pageInfo: { hasNextPage: boolean; endCursor?: string | null | undefined };
  totalCount?: number | null | undefined;
}

/**
 * A list that grows page by page. The first page is live; further pages are asked for by hand and let go when
 * what is asked for changes.
 */
export function usePages<Data, Variables extends AnyVariables & { after?: string | null | undefined }, Row>(
  query: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  connectionOf: (data: Data) => PageOf<Row>,
) {
  const client = useClient();
  const [result, ask] = useQuery<Data, Variables>({ query, variables });
  const key = JSON.stringify(variables);
  const [further, setFurther] = useState<{ key: string; pages: readonly PageOf<Row>[] }>({ key, pages: [] });
  const [busy, setBusy] = useState(false);
  useLookAgain(useCallback(() => ask({ requestPolicy: "network-only" }), [ask]));
  useEffect(() => setFurther({ key, pages: [] }), [key]);

  const first = result.data ? connectionOf(result.data) : undefined;
  const pages = further.key === key ? further.pages : [];
  const last = pages.at(-1) ?? first;
  const rows = useMemo(() => [...(first?.nodes ?? []), ...pages.flatMap((page) => page.nodes)], [first, pages]);

  const load = useCallback(async () => {
    if (!last?.pageInfo.endCursor) return;
    setBusy(true);
    const { data } = await client.query(query, { ...variables, after: last.pageInfo.endCursor }).toPromise();
    setBusy(false);
    if (data) setFurther({ key, pages: [...pages, connectionOf(data)] });
  }, [client, connectionOf, key, last, pages, query, variables]);

  return {
    result,
    retry: () => ask({ requestPolicy: "network-only" }),
    rows,
    totalCount: first?.totalCount ?? null,
    more: { has: Boolean(last?.pageInfo.hasNextPage), busy, load: () => void load() },
  };
}
