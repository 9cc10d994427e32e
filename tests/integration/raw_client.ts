/**
 * A WebSocket client (RFC 6455) on a bare TCP connection, which can do what a well-behaved one cannot: vanish in the middle.
 * @module
 */

/** A connection that has been upgraded. What the server says is thrown away. */
export interface RawClient {
  /** Sends one message as one masked text frame. */
  readonly send: (message: unknown) => Promise<void>;
  /** Cuts the connection without a close frame. */
  readonly drop: () => void;
}

const KEY = "dGhlIHNhbXBsZSBub25jZQ==";

/** Opens `/ws` on this machine. */
export async function connectRaw(port: number): Promise<RawClient> {
  const socket = await Deno.connect({ hostname: "127.0.0.1", port });
  const request = [
    "GET /ws HTTP/1.1",
    `Host: 127.0.0.1:${port}`,
    "Connection: Upgrade",
    "Upgrade: websocket",
    "Sec-WebSocket-Version: 13",
    `Sec-WebSocket-Key: ${KEY}`,
  ];
  await write(socket, new TextEncoder().encode(request.join("\r\n") + "\r\n\r\n"));
  const head = new Uint8Array(1024);
  const length = await socket.read(head) ?? 0;
  const answer = new TextDecoder().decode(head.subarray(0, length));
  if (!answer.startsWith("HTTP/1.1 101")) {
    socket.close();
    throw new Error(`no WebSocket: ${answer}`);
  }
  discard(socket);
  return {
    send: (message) => write(socket, textFrame(JSON.stringify(message))),
    drop: () => socket.close(),
  };
}

/** Section 5.2; the masking key is zero, which a key may be. */
function textFrame(text: string): Uint8Array {
  const payload = new TextEncoder().encode(text);
  const head = payload.length < 126
    ? [0x80 | payload.length]
    : [0x80 | 126, payload.length >> 8, payload.length & 255];
  return Uint8Array.of(0x81, ...head, 0, 0, 0, 0, ...payload);
}

async function write(socket: Deno.TcpConn, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;) at += await socket.write(bytes.subarray(at));
}

/** Reads until the connection is closed, so that the server can write. */
async function discard(socket: Deno.TcpConn): Promise<void> {
  const bytes = new Uint8Array(4096);
  try {
    while (await socket.read(bytes) !== null);
  } catch {
    // It was dropped.
  }
}
