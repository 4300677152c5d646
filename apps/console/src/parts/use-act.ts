import type { OperationResult, TypedDocumentNode } from "@urql/core";
import { useState } from "react";
import { useClient, type AnyVariables } from "urql";
import { words, type UserError } from "../graphql/errors.ts";

interface Payload {
  userErrors: readonly UserError[];
}

/**
 * Runs single acts on a record, one at a time. What the API refuses is told in its own words;
 * the record it answers with replaces the one on screen.
 */
export function useAct() {
  const client = useClient();
  const [busy, setBusy] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  /** @returns whether it was done */
  async function act<Data extends Record<string, unknown>, Variables extends AnyVariables>(
    name: string,
    mutation: TypedDocumentNode<Data, Variables>,
    variables: Variables,
  ): Promise<boolean> {
    setBusy(name);
    setProblem(null);
    const { data, error }: OperationResult<Data, Variables> = await client.mutation(mutation, variables).toPromise();
    setBusy(null);
    if (error) {
      setProblem(words(error).text);
      return false;
    }
    const payload = Object.values(data ?? {})[0] as Payload | undefined;
    const refused = payload?.userErrors ?? [];
    if (refused.length > 0) setProblem(refused.map(({ message }) => message).join(" "));
    return refused.length === 0;
  }
  return { act, busy, problem };
}
