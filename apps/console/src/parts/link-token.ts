/**
 * The token of a mailed link. It stands behind `#`, so that no server logs it and no other site is told it;
 * taken out of the address once read, so that it does not stay in the history.
 */
export function takeLinkToken(): string {
  const token = window.location.hash.slice(1);
  if (token) window.history.replaceState(null, "", window.location.pathname);
  return token;
}
