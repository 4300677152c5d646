import type { CombinedError } from "@urql/core";

/** What a mutation's payload says went otherwise than asked; `path` names the input's field. */
export interface UserError {
  code: string;
  message: string;
  path?: readonly string[] | null;
}

function codes(error: CombinedError | undefined): string[] {
  return (error?.graphQLErrors ?? []).map((each) => String(each.extensions?.code ?? ""));
}

export function isSignedOut(error: CombinedError | undefined): boolean {
  return codes(error).includes("UNAUTHENTICATED");
}

/** One sentence for a person. The API's own words where it gives them for people, else ours. */
export function words(error: CombinedError): { title: string; text: string } {
  if (error.networkError) {
    return {
      title: "No connection",
      text: "Causeway could not be reached. Check your connection, then try again. Nothing you entered was lost.",
    };
  }
  const [code] = codes(error);
  if (code === "FORBIDDEN") {
    return {
      title: "Not part of your role",
      text: "Your role in this organisation does not include this. An administrator can change it.",
    };
  }
  if (code === "NOT_FOUND") {
    return {
      title: "Not found",
      text: "There is nothing here that you may see. It may have been withdrawn, or the link may be incomplete.",
    };
  }
  if (code === "RATE_LIMITED") {
    return { title: "Too many requests", text: "Wait a moment, then try again." };
  }
  return {
    title: "Something went wrong",
    text: "This could not be loaded. Try again; if it stays so, tell your administrator the time it happened.",
  };
}
