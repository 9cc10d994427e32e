/**
 * Whether the browser has what meetings need.
 * @module
 */
import { type Outcome, outcome } from "./row.ts";
import { text } from "./text.ts";

/** Looks at what the browser can do. */
export function checkBrowser(): Outcome {
  const { browser, facts: names } = text;
  if (typeof RTCPeerConnection !== "function" || typeof WebSocket !== "function") {
    return outcome("trouble", browser.old);
  }
  const pictures = codecs("video");
  const sound = codecs("audio");
  const facts = [
    { name: names.version, value: navigator.userAgent },
    { name: names.pictures, value: pictures.join(", ") },
    { name: names.sound, value: sound.join(", ") },
  ];
  if (!globalThis.isSecureContext) return outcome("trouble", browser.insecure, "", facts);
  if (!pictures.includes("VP8") || !sound.includes("opus")) {
    return outcome("trouble", browser.codecs, "", facts);
  }
  return outcome("good", browser.good, "", facts);
}

/** Names of codecs that the browser can send, without what only repairs others. */
function codecs(kind: "audio" | "video"): string[] {
  const all = RTCRtpSender.getCapabilities?.(kind)?.codecs ?? [];
  const names = all.map(({ mimeType }) => mimeType.slice(mimeType.indexOf("/") + 1));
  return [...new Set(names)].filter((name) =>
    !/^(rtx|red|ulpfec|flexfec-03|CN|telephone-event)$/i.test(name)
  );
}
