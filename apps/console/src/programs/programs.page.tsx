import { Text } from "@mantine/core";
import { LinkTo } from "../parts/link-to.tsx";
import { Lines } from "../parts/lines.tsx";
import { Loaded, Nothing } from "../parts/loaded.tsx";
import { Page } from "../parts/page.tsx";
import { StateBadge } from "../parts/state-badge.tsx";
import { usePages } from "../parts/use-pages.ts";
import { When } from "../parts/when.tsx";
import { programState, whereabouts } from "../words.ts";
import { Places } from "./places.tsx";
import { ProgramsDocument, type ProgramsQuery } from "./programs.generated.ts";

const connectionOf = (data: ProgramsQuery) => data.programs;

export function ProgramsPage() {
  const { result, retry, rows, more } = usePages(ProgramsDocument, {}, connectionOf);
  return (
    <Page title="Programs" lead="What your organisation offers, and how many places are open.">
      <Loaded result={result} retry={retry}>
        {() =>
          rows.length === 0 ? (
            <Nothing
              icon="programs"
              title="No program yet"
              text="A program stands at a site and has a level of care and a number of places."
            />
          ) : (
            <Lines
              label="Programs"
              rows={rows}
              more={more}
              columns={[
                {
                  head: "Program",
                  cell: ({ id, name, site }) => (
                    <>
                      <LinkTo to="/programs/$id" params={{ id }} className="row-link">
                        {name}
                      </LinkTo>
                      <Text size="xs" c="dimmed">
                        {whereabouts(site.name, site.city, site.region)}
                      </Text>
                    </>
                  ),
                },
                { head: "Level", cell: ({ levelCode }) => levelCode },
                { head: "State", cell: ({ state }) => <StateBadge state={state} words={programState} /> },
                { head: "In the directory", cell: ({ published }) => (published ? "Listed" : "Not listed") },
                { head: "Places", cell: (program) => <Places program={program} /> },
                {
                  head: "Confirmed",
                  cell: ({ openingsConfirmedAt }) =>
                    openingsConfirmedAt ? (
                      <Text size="sm" c="dimmed">
                        <When at={openingsConfirmedAt} form="relative" />
                      </Text>
                    ) : (
                      <Text size="sm" c="dimmed">
                        Never
                      </Text>
                    ),
                },
              ]}
            />
          )
        }
      </Loaded>
    </Page>
  );
}
