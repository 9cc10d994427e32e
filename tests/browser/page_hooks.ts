/**
 * What tests plant in a page before its own scripts run: a list of its peer connections, and the moments at which it
 * joined and at which pictures appeared. Nothing in the product knows of it.
 * @module
 */

/** What `plantHooks` leaves on `globalThis` of a page. Times are milliseconds of the page's clock. */
export interface PageRecord {
  readonly connections: RTCPeerConnection[];
  /** When the last join was sent; 0 before. */
  joinedAtMs: number;
  /**
   * When each video element showed its first frame since then, and whose camera or screen it was at that moment, for
   * videos that are received.
   */
  readonly firstFrames: { readonly atMs: number; readonly from: string }[];
  /** Errors that nobody caught. */
  readonly errors: string[];
}

declare global {
  // A page has one of these, made by the hooks.
  var lecternTest: PageRecord;
}

/**
 * Runs in the page, at its start. Wraps the constructors that tests watch; the wrapped ones behave as before.
 * (It is sent to the page as text: it may use nothing from outside itself.)
 */
export function plantHooks(): void {
  const record: PageRecord = { connections: [], joinedAtMs: 0, firstFrames: [], errors: [] };
  globalThis.lecternTest = record;
  addEventListener("error", (event) => record.errors.push(event.message));
  addEventListener("unhandledrejection", (event) => record.errors.push(String(event.reason)));

  const NativeConnection = globalThis.RTCPeerConnection;
  globalThis.RTCPeerConnection = class extends NativeConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      record.connections.push(this);
    }
  };
  const send = WebSocket.prototype.send;
  WebSocket.prototype.send = function (data) {
    if (
      typeof data === "string" && /"type":\s*"join"/.test(data) && /"kind":\s*"join"/.test(data)
    ) {
      record.joinedAtMs = performance.now();
      record.firstFrames.length = 0;
    }
    send.call(this, data);
  };
  const seen = new WeakSet<HTMLVideoElement>();
  const watch = () => {
    for (const video of document.querySelectorAll("video")) {
      if (seen.has(video)) continue;
      seen.add(video);
      video.requestVideoFrameCallback((atMs) => {
        const tile = video.closest<HTMLElement>('article[data-direction="down"]');
        if (tile) record.firstFrames.push({ atMs, from: tile.dataset["username"] ?? "" });
      });
    }
  };
  new MutationObserver(watch).observe(document, { childList: true, subtree: true });
}
