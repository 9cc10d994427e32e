/**
 * Under which names the server is known, and which other sites may speak to it.
 * @module
 */

/** The host that the request was sent to, with the port unless it is the usual one, in small letters. */
function requestHost(request: Request): string {
  return (request.headers.get("host") ?? new URL(request.url).host).toLowerCase();
}

/**
 * URL of the server's root as browsers see it: what the request was sent to, changed by what `proxyUrl` has of scheme,
 * host and path. Null if that makes no URL.
 */
export function outerUrl(request: Request, proxyUrl: string): URL | null {
  const match = /^(?:([a-z][a-z0-9+.-]*):)?(?:\/\/([^/?#]*))?([^?#]*)/i.exec(proxyUrl);
  const [, scheme, host, path = ""] = match ?? [];
  // A host that is none makes a URL that is none.
  const own = URL.parse(request.url);
  if (own === null) return null;
  const ownScheme = own.protocol.slice(0, -1);
  const outerHost = host || requestHost(request);
  const text = `${scheme || ownScheme}://${outerHost}/`;
  // URLs allow more in a host than is good for the headers that it ends up in.
  if (!/^[\w.:[\]-]+$/.test(outerHost) || !URL.canParse(text)) return null;
  const url = new URL(text);
  url.pathname = path.endsWith("/") ? path : `${path}/`;
  return url;
}

/** Whether a page of that request's `Origin` may open a WebSocket: our own, or one listed in the configuration. */
export function isAllowedOrigin(request: Request, allowed: readonly string[]): boolean {
  const origin = request.headers.get("origin");
  if (origin === null) return true;
  if (URL.canParse(origin) && new URL(origin).host.toLowerCase() === requestHost(request)) {
    return true;
  }
  return allowed.some((each) => each.toLowerCase() === origin.toLowerCase());
}

/** Whether the request was sent to the one name that the server wants to be known by; "" for any. */
export function isCanonicalHost(request: Request, canonicalHost: string): boolean {
  return canonicalHost === "" || canonicalHost.toLowerCase() === requestHost(request);
}
