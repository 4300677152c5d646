import ipaddr from "ipaddr.js";

/**
 * Where a webhook may go: the public internet, and nothing that could be inside (loopback, private, link-local with its
 * metadata services, carrier-grade NAT, multicast, documentation, and IPv6 that wraps any of these).
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed.kind() === "ipv4") return parsed.range() === "unicast";
  const v6 = parsed as ipaddr.IPv6;
  // Global unicast is 2000::/3 alone; all ranges that carry an IPv4 address inside are refused whole.
  return v6.range() === "unicast" && v6.match(ipaddr.parseCIDR("2000::/3") as [ipaddr.IPv6, number]);
}

export type UrlRefusal = "NOT_A_URL" | "NOT_HTTPS" | "USERINFO" | "PRIVATE_ADDRESS" | "TOO_LONG";

/**
 * Whether an address may be called at all, before any name is resolved. Names are judged again by what they resolve to,
 * at each delivery.
 * @param allow hosts (`name` or `name:port`) that a development deployment may reach although private, and without TLS
 * @returns the parsed address, or why it is refused
 */
export function checkWebhookUrl(text: string, allow: readonly string[]): URL | UrlRefusal {
  if (text.length > 2000) return "TOO_LONG";
  if (!URL.canParse(text)) return "NOT_A_URL";
  const url = new URL(text);
  if (url.protocol !== "https:" && url.protocol !== "http:") return "NOT_HTTPS";
  if (url.username !== "" || url.password !== "") return "USERINFO";
  if (isAllowed(url, allow)) return url;
  if (url.protocol !== "https:") return "NOT_HTTPS";
  const host = literalOf(url);
  if (ipaddr.isValid(host)) return isPublicAddress(host) ? url : "PRIVATE_ADDRESS";
  // A name without a dot, and the names of inside, resolve only within.
  if (!/\.[^.]/.test(host) || /(^|\.)(localhost|local|internal|home\.arpa|localdomain)\.?$/i.test(host))
    return "PRIVATE_ADDRESS";
  return url;
}

export function isAllowed(url: URL, allow: readonly string[]): boolean {
  return allow.includes(url.hostname) || allow.includes(url.host);
}

/** The host without the brackets of IPv6. URL has turned decimal, octal and hexadecimal forms into dotted ones. */
export function literalOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, "");
}
