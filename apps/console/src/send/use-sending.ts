import { useRef, useState } from "react";
import { useMutation } from "urql";
import { words, type UserError } from "../graphql/errors.ts";
import { DraftReferralDocument, SendDraftDocument, type CreateReferralInput } from "./send.generated.ts";

/**
 * Drafts and sends in one act. If sending is refused (a consent is missing, say) the draft stays, and is sent by the
 * next try unless the form was changed meanwhile.
 */
export function useSending() {
  const [, draft] = useMutation(DraftReferralDocument);
  const [, sendDraft] = useMutation(SendDraftDocument);
  const [busy, setBusy] = useState(false);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState<string | null>(null);
  const drafted = useRef<{ content: string; id: string } | null>(null);

  const refused = (userErrors: readonly UserError[], fields: Record<string, unknown>): void => {
    const marked: Record<string, string> = {};
    const loose: string[] = [];
    for (const { path, message } of userErrors) {
      const field = path?.[0];
      if (field !== undefined && field in fields) marked[field] = message;
      loose.push(message);
    }
    setErrors(marked);
    setProblem([...new Set(loose)].join(" "));
  };

  /** @returns id of the sent referral, or null when it was not sent */
  async function attempt(input: CreateReferralInput): Promise<string | null> {
    const content = JSON.stringify(input);
    if (drafted.current?.content !== content) {
      const { data, error } = await draft({ input: { ...input, idempotencyKey: crypto.randomUUID() } });
      if (error) {
        setProblem(words(error).text);
        return null;
      }
      const referral = data?.createReferral.referral;
      if (!referral) {
        refused(data?.createReferral.userErrors ?? [], { ...input });
        return null;
      }
      drafted.current = { content, id: referral.id };
    }
    const { id } = drafted.current;
    const { data, error } = await sendDraft({ input: { id } });
    if (error) {
      setProblem(words(error).text);
      return null;
    }
    if (data && data.sendReferral.userErrors.length > 0) {
      refused(data.sendReferral.userErrors, { ...input });
      return null;
    }
    return id;
  }

  async function send(input: CreateReferralInput): Promise<string | null> {
    setBusy(true);
    clear();
    try {
      return await attempt(input);
    } finally {
      setBusy(false);
    }
  }
  /** What was refused may stand no longer. */
  const clear = (): void => {
    setProblem(null);
    setErrors({});
  };
  return { send, busy, errors, problem, clear };
}
