/**
 * Between Deno's WebSocket and the hub.
 * @module
 */
import type { Hub, Received } from "./client.ts";
import { connect, disconnect, isFull, receive } from "./hub.ts";
import { MAX_MESSAGE_BYTES } from "./message_codec.ts";

/** Takes a WebSocket upgrade; 503 if there are too many clients, 400 if the request is no handshake (RFC 6455, 4.2.1). */
export function openSocket(hub: Hub, request: Request, address: string): Response {
  if (isFull(hub)) {
    hub.log.warn("a client was refused: there are too many", { address });
    return new Response("too many clients\n", { status: 503, headers: { "retry-after": "10" } });
  }
  let upgrade: Deno.WebSocketUpgrade;
  try {
    // The protocol has pings of its own, which also show whether the program behind the socket is alive.
    upgrade = Deno.upgradeWebSocket(request, { idleTimeout: 0 });
  } catch {
    return new Response("no WebSocket handshake\n", { status: 400 });
  }
  const { socket, response } = upgrade;
  socket.onopen = () => {
    const client = connect(hub, socket, address);
    socket.onmessage = (event) => receive(hub, client, read(event.data));
    socket.onclose = () => disconnect(hub, client);
  };
  // What follows is always a `close`.
  socket.onerror = () => {};
  return response;
}

function read(data: unknown): Received {
  if (typeof data !== "string") return { type: "binary" };
  return isOversize(data) ? { type: "oversize" } : { type: "text", text: data };
}

/** Every UTF-16 unit is one to three bytes of UTF-8, so that only what is in between has to be counted. */
function isOversize(text: string): boolean {
  if (text.length > MAX_MESSAGE_BYTES) return true;
  return 3 * text.length > MAX_MESSAGE_BYTES &&
    new TextEncoder().encode(text).length > MAX_MESSAGE_BYTES;
}
