import "graphiql/style.css";
import "./graphiql.css";
import { useComputedColorScheme } from "@mantine/core";
import { GraphiQL } from "graphiql";
import type { ComponentProps } from "react";
import { useEffect } from "react";
import { useViewer } from "../session/session.tsx";
import { EXAMPLES } from "./examples.ts";

type Fetcher = ComponentProps<typeof GraphiQL>["fetcher"];

/** As the console itself asks: same origin, session cookie, the header that another site cannot set. */
const ask: Fetcher = async (request) => {
  const response = await fetch("/graphql", {
    method: "POST",
    credentials: "same-origin",
    headers: { "content-type": "application/json", "x-causeway": "console" },
    body: JSON.stringify(request),
  });
  return response.json();
};

/** The public API in the viewer's own session: what is seen here is what the viewer's role may see. */
export function GraphiqlPage() {
  const { id } = useViewer();
  const scheme = useComputedColorScheme("light");
  useEffect(() => {
    document.title = "GraphiQL · Causeway";
  }, []);
  return (
    <div className="graphiql-page">
      <h1 id="page-title" tabIndex={-1} className="graphiql-title">
        GraphiQL
      </h1>
      <GraphiQL
        key={`${id} ${scheme}`}
        fetcher={ask}
        // Operations may hold ids and names: kept for this tab of the browser alone, and emptied on leaving.
        storage={sessionStorage}
        forcedTheme={scheme}
        defaultTabs={EXAMPLES.map(({ query, variables }) => ({ query, variables: variables ?? null }))}
        shouldPersistHeaders={false}
        isHeadersEditorEnabled={false}
        showPersistHeadersSettings={false}
      >
        <GraphiQL.Logo>
          <span />
        </GraphiQL.Logo>
      </GraphiQL>
    </div>
  );
}
