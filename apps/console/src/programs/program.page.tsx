import { Badge, Group, Stack } from "@mantine/core";
import { useParams } from "@tanstack/react-router";
import { useQuery } from "urql";
import { Facts } from "../parts/facts.tsx";
import { Loaded, Nothing } from "../parts/loaded.tsx";
import { Page, Section } from "../parts/page.tsx";
import { StateBadge } from "../parts/state-badge.tsx";
import { When } from "../parts/when.tsx";
import { edition, payer, programState, readable, whereabouts } from "../words.ts";
import { Places } from "./places.tsx";
import { ProgramActions } from "./program-actions.tsx";
import { ProgramDocument } from "./programs.generated.ts";

const list = (codes: readonly string[], words: (code: string) => string = readable) =>
  codes.length > 0 && (
    <Group gap={6}>
      {codes.map((code) => (
        <Badge key={code} variant="default" tt="none" radius="sm">
          {words(code)}
        </Badge>
      ))}
    </Group>
  );

export function ProgramPage() {
  const { id } = useParams({ from: "/shell/programs/$id" });
  const [result, ask] = useQuery({ query: ProgramDocument, variables: { id } });
  const back = { to: "/programs", label: "Programs" };
  return (
    <Loaded result={result} retry={() => ask({ requestPolicy: "network-only" })}>
      {({ program }) =>
        program ? (
          <Page
            title={program.name}
            back={back}
            lead={
              <Group gap="sm">
                <StateBadge state={program.state} words={programState} />
                <span>{whereabouts(program.site.name, program.site.city, program.site.region)}</span>
              </Group>
            }
          >
            <ProgramActions program={program} />
            <div className="two">
              <Section title="What it offers">
                <Facts
                  facts={[
                    ["Level of care", `${program.levelCode} (${edition(program.edition)})`],
                    ["Services", list(program.services)],
                    ["Payers", list(program.payers, payer)],
                    ["Serves", list(program.populations)],
                    ["Languages", program.languages.join(", ")],
                    ["Directory", program.published ? "Listed: other organisations can find it" : "Not listed"],
                  ]}
                />
              </Section>
              <Section title="Places">
                <Stack gap="sm">
                  <Places program={program} />
                  <Facts
                    facts={[
                      ["Held", String(program.placesHeld)],
                      [
                        "Confirmed",
                        program.openingsConfirmedAt ? (
                          <When at={program.openingsConfirmedAt} form="relative" />
                        ) : (
                          "Never"
                        ),
                      ],
                    ]}
                  />
                </Stack>
              </Section>
            </div>
          </Page>
        ) : (
          <Page title="Program" back={back}>
            <Nothing icon="search" title="Not found" text="There is no such program in your organisation." />
          </Page>
        )
      }
    </Loaded>
  );
}
