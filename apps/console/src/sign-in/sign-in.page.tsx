import { Box, Button, Center, Group, PasswordInput, Stack, Text, TextInput, Title } from "@mantine/core";
import { useRouter, useSearch } from "@tanstack/react-router";
import { useEffect } from "react";
import { useMutation } from "urql";
import { Mark } from "../parts/icons.tsx";
import { Problem } from "../parts/problem.tsx";
import { useSubmit } from "../parts/use-submit.ts";
import { SignInDocument } from "../session/session.generated.ts";
import { useRestart } from "../session/session.tsx";

export function SignInPage() {
  const { next } = useSearch({ from: "/sign-in" });
  const [, signIn] = useMutation(SignInDocument);
  const restart = useRestart();
  const router = useRouter();
  useEffect(() => {
    document.title = "Sign in · Causeway";
  }, []);

  const { form, problem, busy, submit } = useSubmit(
    { email: "", password: "" },
    async (input) => {
      const { error, data } = await signIn({ input });
      return { error, userErrors: data?.signIn.userErrors };
    },
    async () => {
      restart();
      router.history.push(next ?? "/");
    },
  );

  return (
    <Center mih="100vh" p="md" component="main">
      <Box w={380}>
        <Group gap="sm" mb="xl" justify="center">
          <Mark size={40} />
          <Text fw={650} size="xl">
            Causeway
          </Text>
        </Group>
        <form onSubmit={submit} className="surface" noValidate>
          <Stack gap="md" py="xs">
            <div>
              <Title order={1}>Sign in</Title>
              <Text c="dimmed" size="sm">
                With the address your organisation invited.
              </Text>
            </div>
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
      </Box>
    </Center>
  );
}
