import { Alert, Button, Loader, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useRouter } from "@tanstack/react-router";
import { useState } from "react";
import { useMutation, useQuery } from "urql";
import { Front } from "../parts/front.tsx";
import { takeLinkToken } from "../parts/link-token.ts";
import { ErrorNotice } from "../parts/loaded.tsx";
import { Problem } from "../parts/problem.tsx";
import { useSubmit } from "../parts/use-submit.ts";
import { useRestart } from "../session/session.tsx";
import { AcceptInvitationDocument, OpenInvitationDocument } from "./account.generated.ts";

export function InvitationPage() {
  const [token] = useState(takeLinkToken);
  const [{ data, error }] = useQuery({ query: OpenInvitationDocument, variables: { token } });
  if (error) {
    return (
      <Front title="Invitation" lead="">
        <ErrorNotice error={error} />
      </Front>
    );
  }
  if (!data) {
    return (
      <Front title="Invitation" lead="One moment.">
        <Loader aria-label="Loading" />
      </Front>
    );
  }
  const { invitation, userErrors } = data.openInvitation;
  if (!invitation) {
    return (
      <Front title="Invitation" lead="">
        <Alert color="orange" variant="light" role="alert">
          {userErrors.map(({ message }) => message).join(" ")} Ask whoever invited you for a new one.
        </Alert>
      </Front>
    );
  }
  return <Accept token={token} {...invitation} />;
}

interface AcceptProps {
  token: string;
  displayName: string;
  hasPassword: boolean;
  organisationName: string;
}

function Accept({ token, displayName, hasPassword, organisationName }: AcceptProps) {
  const [, accept] = useMutation(AcceptInvitationDocument);
  const restart = useRestart();
  const router = useRouter();
  const { form, problem, busy, submit } = useSubmit(
    { displayName, password: "" },
    async (values) => {
      const { error, data } = await accept({ input: { token, ...values } });
      return { error, userErrors: data?.acceptInvitation.userErrors };
    },
    async () => {
      restart();
      await router.navigate({ to: "/" });
    },
  );
  return (
    <Front
      title={`Join ${organisationName}`}
      lead={hasPassword ? "With the password you have already." : "Choose a password to sign in with."}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <Problem text={problem} />
          <TextInput label="Your name" autoComplete="name" {...form.getInputProps("displayName")} />
          <PasswordInput
            label="Password"
            autoComplete={hasPassword ? "current-password" : "new-password"}
            autoFocus
            visibilityToggleButtonProps={{ "aria-label": "Show the password" }}
            {...form.getInputProps("password")}
          />
          <Button type="submit" loading={busy} fullWidth>
            Join
          </Button>
        </Stack>
      </form>
    </Front>
  );
}
