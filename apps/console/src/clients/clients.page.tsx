import { Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { Icon } from "../parts/icons.tsx";
import { LinkTo } from "../parts/link-to.tsx";
import { Lines } from "../parts/lines.tsx";
import { Loaded, Nothing } from "../parts/loaded.tsx";
import { Page } from "../parts/page.tsx";
import { PersonName } from "../parts/person-name.tsx";
import { StateBadge } from "../parts/state-badge.tsx";
import { usePages } from "../parts/use-pages.ts";
import { Day, When } from "../parts/when.tsx";
import { useCan } from "../session/session.tsx";
import { enrollmentState } from "../words.ts";
import { ClientsDocument, type ClientsQuery } from "./clients.generated.ts";

const connectionOf = (data: ClientsQuery) => data.clients;

export function ClientsPage() {
  const details = useCan("client.details.read");
  // A name that is looked for stays out of the address: that is kept in histories and logs.
  const [typed, type] = useState("");
  const [search] = useDebouncedValue(typed.trim(), 250);
  const { result, retry, rows, totalCount, more } = usePages(
    ClientsDocument,
    { search: search || null, details },
    connectionOf,
  );
  return (
    <Page title="Clients" lead="People in your organisation’s care, or asking for it.">
      {details && (
        <TextInput
          type="search"
          aria-label="Search by name"
          placeholder="Search by name"
          leftSection={<Icon name="search" />}
          value={typed}
          onChange={(event) => type(event.currentTarget.value)}
          autoComplete="off"
          maw={420}
          rightSectionWidth={110}
          rightSection={
            totalCount !== null && (
              <Text size="xs" c="dimmed" aria-live="polite">
                {totalCount.toLocaleString("en-US")} found
              </Text>
            )
          }
        />
      )}
      <Loaded result={result} retry={retry} rows={8}>
        {() =>
          rows.length === 0 ? (
            <Nothing
              icon="clients"
              title={search ? "Nobody of that name" : "No client yet"}
              text={
                search
                  ? "Try fewer letters, or another spelling."
                  : "Clients come by referral, or are entered at the first inquiry."
              }
            />
          ) : (
            <Lines
              label="Clients"
              rows={rows}
              more={more}
              columns={[
                {
                  head: "Name",
                  cell: (client) => (
                    <LinkTo to="/clients/$id" params={{ id: client.id }} className="row-link">
                      <PersonName of={client} />
                    </LinkTo>
                  ),
                },
                { head: "Born", cell: ({ details: known }) => known?.birthDate && <Day on={known.birthDate} /> },
                {
                  head: "Programs",
                  cell: ({ enrollments }) =>
                    enrollments.slice(0, 3).map(({ id, state, program }) => (
                      <div key={id}>
                        <StateBadge state={state} words={enrollmentState} /> {program.name}
                      </div>
                    )),
                },
                {
                  head: "Remarks",
                  cell: ({ doNotContact, deceasedOn }) =>
                    deceasedOn ? "Deceased" : doNotContact ? "Do not contact" : "",
                },
                { head: "Known since", cell: ({ createdAt }) => <When at={createdAt} form="relative" /> },
              ]}
            />
          )
        }
      </Loaded>
    </Page>
  );
}
