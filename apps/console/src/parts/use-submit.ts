import { useForm } from "@mantine/form";
import type { CombinedError } from "@urql/core";
import { useState } from "react";
import { words, type UserError } from "../graphql/errors.ts";

interface Answer {
  error?: CombinedError | undefined;
  userErrors?: readonly UserError[] | undefined;
}

interface Submitting<Values extends Record<string, unknown>> {
  form: ReturnType<typeof useForm<Values>>;
  /** What went wrong and belongs to no field of the form. */
  problem: string | null;
  busy: boolean;
  submit: (event?: React.FormEvent<HTMLFormElement>) => void;
}

/**
 * One form: sends it once, marks the fields the API names in its answer, and moves the focus to the first of them.
 * @param send answers `userErrors` and transport errors; both empty means it worked
 */
export function useSubmit<Values extends Record<string, unknown>>(
  initialValues: Values,
  send: (values: Values) => Promise<Answer>,
  done: () => void | Promise<void>,
): Submitting<Values> {
  const form = useForm<Values>({ initialValues });
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const submit = form.onSubmit(async (values) => {
    setProblem(null);
    setBusy(true);
    try {
      const { error, userErrors = [] } = await send(values);
      if (error) return setProblem(words(error).text);
      if (userErrors.length === 0) return await done();
      const loose: string[] = [];
      let first = true;
      for (const { path, message } of userErrors) {
        const field = path?.find((part) => part in values);
        if (!field) {
          loose.push(message);
          continue;
        }
        form.setFieldError(field, message);
        if (first) form.getInputNode(field)?.focus();
        first = false;
      }
      if (loose.length > 0) setProblem(loose.join(" "));
    } finally {
      setBusy(false);
    }
  });
  return { form, problem, busy, submit };
}
