import { Anchor, Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useRouter, useSearch } from "@tanstack/react-router";
import { useMutation } from "urql";
import { Front } from "../parts/front.tsx";
import { LinkTo } from "../parts/link-to.tsx";
import { Problem } from "../parts/problem.tsx";
import { useSubmit } from "../parts/use-submit.ts";
import { SignInDocument } from "../session/session.generated.ts";
import { useRestart } from "../session/session.tsx";

export function SignInPage() {
  const { next } = useSearch({ from: "/sign-in" });
  const [, signIn] = useMutation(SignInDocument);
  const restart = useRestart();
  const router = useRouter();
  const { form, problem, busy, submit } = useSubmit(
    { email: "", password: "" },
    async (input) => {
      const { error, data } = await signIn({ input });
      return { error, userErrors: data?.signIn.userErrors };
    },
    () => {
      restart();
      router.history.push(next ?? "/");
    },
  );
  return (
    <Front title="Sign in" lead="With the address your organisation invited.">
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <Problem text={problem} />
          <TextInput
            label="E-mail address"
            type="email"
            autoComplete="username"
            autoFocus
            required
            withAsterisk={false}
            {...form.getInputProps("email")}
          />
          <PasswordInput
            label="Password"
            autoComplete="current-password"
            required
            withAsterisk={false}
            visibilityToggleButtonProps={{ "aria-label": "Show the password" }}
            {...form.getInputProps("password")}
          />
          <Button type="submit" loading={busy} fullWidth>
            Sign in
          </Button>
        </Stack>
      </form>
      <Anchor component={LinkTo} to="/password-reset" size="sm" ta="center">
        Forgotten the password?
      </Anchor>
    </Front>
  );
}
