import { Button, Stack } from "@mantine/core";
import { useState } from "react";
import { Section } from "../parts/page.tsx";
import { ConsentStep } from "../send/consent-step.tsx";
import { ProgramFinder, type Found } from "../send/program-finder.tsx";
import type { ReferralQuery } from "./referrals.generated.ts";

interface NextProgramsProps {
  referral: NonNullable<ReferralQuery["referral"]>;
  busy: boolean;
  ask: (programIds: string[]) => Promise<boolean>;
}

/** Nobody took the client and nobody waits to be asked: others are named, under a consent that names them. */
export function NextPrograms({ referral, busy, ask }: NextProgramsProps) {
  const [chosen, setChosen] = useState<readonly Found[]>([]);
  return (
    <Section title="Who is asked next">
      <Stack gap="md">
        <ProgramFinder
          edition={referral.edition}
          levelCode={referral.levelCode}
          chosen={chosen}
          choose={setChosen}
          error={undefined}
        />
        {referral.client && chosen.length > 0 && (
          <ConsentStep clientId={referral.client.id} recipients={chosen} recorded={() => undefined} />
        )}
        <div>
          <Button
            loading={busy}
            disabled={chosen.length === 0}
            onClick={() => void ask(chosen.map(({ id }) => id)).then((done) => done && setChosen([]))}
          >
            Ask them
          </Button>
        </div>
      </Stack>
    </Section>
  );
}
