import { Button, Group, NativeSelect, Stack, TextInput } from "@mantine/core";
import { useMutation } from "urql";
import { Problem } from "../parts/problem.tsx";
import { useSubmit } from "../parts/use-submit.ts";
import { role } from "../words.ts";
import { InviteMemberDocument, type Role } from "./settings.generated.ts";

const ROLES = ["INTAKE", "CLINICIAN", "UTILISATION_REVIEW", "OUTREACH", "READ_ONLY", "ADMIN", "OWNER"] as const;

export function InviteForm({ done }: { done: () => void }) {
  const [, invite] = useMutation(InviteMemberDocument);
  const { form, problem, busy, submit } = useSubmit(
    { displayName: "", email: "", role: "INTAKE" as Role },
    async (input) => {
      const { error, data } = await invite({ input });
      return { error, userErrors: data?.inviteMember.userErrors };
    },
    done,
  );
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm" mb="lg">
        <Problem text={problem} />
        <Group align="start" grow preventGrowOverflow={false}>
          <TextInput label="Name" autoFocus required withAsterisk={false} {...form.getInputProps("displayName")} />
          <TextInput
            label="E-mail address"
            type="email"
            required
            withAsterisk={false}
            {...form.getInputProps("email")}
          />
          <NativeSelect
            label="Role"
            data={ROLES.map((value) => ({ value, label: role(value) }))}
            {...form.getInputProps("role")}
          />
        </Group>
        <Group gap="xs">
          <Button type="submit" loading={busy}>
            Send the invitation
          </Button>
          <Button variant="subtle" color="gray" onClick={done}>
            Cancel
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
