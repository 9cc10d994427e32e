/**
 * The browser as a client sees it: real sockets, time and chance.
 * @module
 */
import type { Environment, Socket, SocketEvents } from "./connection.ts";

/** The environment of a page. */
export function createBrowserEnvironment(): Environment {
  return {
    openSocket,
    nowMs: () => performance.now(),
    after: (delayMs, callback) => {
      const timer = setTimeout(callback, delayMs);
      return () => clearTimeout(timer);
    },
    random: () => {
      const drawn = new Uint32Array(1);
      crypto.getRandomValues(drawn);
      return drawn[0]! / 2 ** 32;
    },
    pixelRatio: () => globalThis.devicePixelRatio ?? 1,
  };
}

function openSocket(url: string, events: SocketEvents): Socket {
  let socket: WebSocket;
  try {
    socket = new WebSocket(url);
  } catch {
    // Firefox throws where the page's policy forbids the address; other browsers say so by closing.
    setTimeout(() => events.closed());
    return { send: () => {}, close: () => {} };
  }
  socket.onopen = () => events.opened();
  socket.onmessage = (event) => {
    if (typeof event.data === "string") events.received(event.data);
  };
  // An error is always followed by `close`.
  socket.onclose = () => events.closed();
  return {
    send: (text) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(text);
    },
    close: () => socket.close(),
  };
}
