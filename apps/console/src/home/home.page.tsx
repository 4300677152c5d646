import { Page, Section } from "../parts/page.tsx";
import { Facts } from "../parts/facts.tsx";
import { useViewer } from "../session/session.tsx";
import { role } from "../words.ts";

export function HomePage() {
  const { membership, organisation } = useViewer();
  return (
    <Page title={`Welcome, ${membership?.displayName ?? "colleague"}`}>
      <Section title="Your place here">
        <Facts
          facts={[
            ["Organisation", organisation.name],
            ["Time zone", organisation.timeZone],
            ["Role", role(membership?.role)],
          ]}
        />
      </Section>
    </Page>
  );
}
