/**
 * The sockets of the HTTP server. The one place that calls `Deno.serve`.
 * @module
 */
import type { ListenAddress } from "./address.ts";
import { atMost } from "./at_most.ts";
import type { TlsIdentity } from "./tls.ts";

/** Answers a request that came from that address. */
export type Handler = (request: Request, address: string) => Promise<Response>;

/** A server that listens. */
export interface Listening {
  readonly port: number;
  /** Takes no more connections, and waits until the answers under way are given, but not longer than this. */
  stop(limitMs: number): Promise<void>;
}

/**
 * Listens for HTTP, or HTTPS if there is a certificate, on one address or on all that the machine has.
 * @throws Error with a sentence for people, if that cannot be.
 */
export function listen(
  address: ListenAddress,
  identity: TlsIdentity | null,
  handler: Handler,
): Listening {
  const tls = identity === null ? {} : { cert: identity.cert, key: identity.key };
  const serve = (hostname: string, port: number) =>
    Deno.serve({
      ...tls,
      hostname,
      port,
      onListen: () => {},
    }, (request, info) => handler(request, addressOf(info.remoteAddr)));
  const servers = bindAll(address, serve);
  const first = servers[0]!;
  return {
    port: first.addr.port,
    async stop(limitMs) {
      await atMost(limitMs, Promise.all(servers.map((server) => server.shutdown())));
    },
  };
}

type Server = Deno.HttpServer<Deno.NetAddr>;

/**
 * `::` alone takes IPv4 as well on most systems: then IPv4's own socket is refused, as wanted. Where there is no IPv6,
 * IPv4 has to do.
 */
function bindAll(
  { hostname, port }: ListenAddress,
  serve: (hostname: string, port: number) => Server,
): Server[] {
  if (hostname !== "") return [bind(hostname, port, serve)];
  let ipv6: Server;
  try {
    ipv6 = serve("::", port);
  } catch (error) {
    if (error instanceof Deno.errors.AddrInUse) throw sentence("", port, error);
    return [bind("0.0.0.0", port, serve)];
  }
  try {
    return [ipv6, serve("0.0.0.0", ipv6.addr.port)];
  } catch {
    return [ipv6];
  }
}

function bind(hostname: string, port: number, serve: (hostname: string, port: number) => Server) {
  try {
    return serve(hostname, port);
  } catch (error) {
    throw sentence(hostname, port, error);
  }
}

function sentence(hostname: string, port: number, error: unknown): Error {
  const address = `${hostname.includes(":") ? `[${hostname}]` : hostname}:${port}`;
  if (error instanceof Deno.errors.AddrInUse) {
    return new Error(`Port ${port} is taken by another program: choose another with --http.`);
  }
  if (error instanceof Deno.errors.PermissionDenied) {
    return new Error(
      `The system does not let us listen on ${address}: choose another with --http.`,
    );
  }
  const reason = error instanceof Error ? error.message : String(error);
  return new Error(`We cannot listen on ${address}: ${reason}.`);
}

function addressOf(address: Deno.Addr): string {
  if (!("hostname" in address)) return "";
  const { hostname, port } = address;
  return hostname.includes(":") ? `[${hostname}]:${port}` : `${hostname}:${port}`;
}
