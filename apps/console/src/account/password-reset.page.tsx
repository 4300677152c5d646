import { Alert, Anchor, Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { useMutation } from "urql";
import { Front } from "../parts/front.tsx";
import { LinkTo } from "../parts/link-to.tsx";
import { takeLinkToken } from "../parts/link-token.ts";
import { Problem } from "../parts/problem.tsx";
import { useSubmit } from "../parts/use-submit.ts";
import { RequestPasswordResetDocument, ResetPasswordDocument } from "./account.generated.ts";

/** Without a token: ask for the link. With one, from the mail: set the new password. */
export function PasswordResetPage() {
  const [token] = useState(takeLinkToken);
  return token ? <SetPassword token={token} /> : <AskForLink />;
}

const back = (
  <Anchor component={LinkTo} to="/sign-in" size="sm" ta="center">
    Back to signing in
  </Anchor>
);

function AskForLink() {
  const [, request] = useMutation(RequestPasswordResetDocument);
  const [sent, setSent] = useState(false);
  const { form, problem, busy, submit } = useSubmit(
    { email: "" },
    async (input) => {
      const { error, data } = await request({ input });
      return { error, userErrors: data?.requestPasswordReset.userErrors };
    },
    () => setSent(true),
  );
  return (
    <Front title="Set a new password" lead="We send a link to the address you sign in with.">
      {sent ? (
        <Alert variant="light" role="status">
          If somebody signs in with this address, a mail with a link is on its way to it.
        </Alert>
      ) : (
        <form onSubmit={submit} noValidate>
          <Stack gap="md">
            <Problem text={problem} />
            <TextInput
              label="E-mail address"
              type="email"
              autoComplete="username"
              autoFocus
              {...form.getInputProps("email")}
            />
            <Button type="submit" loading={busy} fullWidth>
              Send the link
            </Button>
          </Stack>
        </form>
      )}
      {back}
    </Front>
  );
}

function SetPassword({ token }: { token: string }) {
  const [, reset] = useMutation(ResetPasswordDocument);
  const [done, setDone] = useState(false);
  const { form, problem, busy, submit } = useSubmit(
    { password: "" },
    async ({ password }) => {
      const { error, data } = await reset({ input: { token, password } });
      return { error, userErrors: data?.resetPassword.userErrors };
    },
    () => setDone(true),
  );
  return (
    <Front title="Set a new password" lead="You are signed out everywhere else.">
      {done ? (
        <Alert variant="light" role="status">
          Your new password is set.
        </Alert>
      ) : (
        <form onSubmit={submit} noValidate>
          <Stack gap="md">
            <Problem text={problem} />
            <PasswordInput
              label="New password"
              autoComplete="new-password"
              autoFocus
              visibilityToggleButtonProps={{ "aria-label": "Show the password" }}
              {...form.getInputProps("password")}
            />
            <Button type="submit" loading={busy} fullWidth>
              Set it
            </Button>
          </Stack>
        </form>
      )}
      {back}
    </Front>
  );
}
