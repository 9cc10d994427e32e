/**
 * Asking the server for an echo: media that comes back (`/doctor/echo`).
 * @module
 */
import type { RtcConfiguration } from "../../server/messages.ts";

/** Where echoes are asked for. */
const PATH = "/doctor/echo";

/** What the server says beforehand. */
export interface EchoTerms {
  readonly rtcConfiguration: RtcConfiguration;
  /** The visitor's address, as the server sees it. */
  readonly address: string;
}

/** An open echo. */
export interface Echo {
  readonly id: string;
  /** For the offer of what is sent, and of what comes back. */
  readonly answer: string;
  readonly offer: string;
}

/** Why there is no echo. */
export type EchoProblem =
  | { readonly type: "off" }
  | { readonly type: "busy"; readonly seconds: number }
  | { readonly type: "refused"; readonly reason: string }
  | { readonly type: "unreachable" };

/** An answer of the server, or why there is none. */
export type Answered<T> = T | { readonly problem: EchoProblem };

/** Asks on which terms echoes are to be had. Never rejects. */
export async function askTerms(signal: AbortSignal): Promise<Answered<EchoTerms>> {
  return await ask(PATH, { signal, cache: "no-store" }, (body) => {
    const { rtcConfiguration, address } = body;
    if (typeof rtcConfiguration !== "object" || typeof address !== "string") return null;
    // Our own server wrote it.
    return { rtcConfiguration: (rtcConfiguration ?? {}) as RtcConfiguration, address };
  });
}

/** Opens an echo of what `sdp` offers. Never rejects. */
export async function openEcho(sdp: string, signal: AbortSignal): Promise<Answered<Echo>> {
  return await ask(PATH, { ...posted(sdp), signal }, ({ id, answer, offer }) => {
    const sound = typeof id === "string" && typeof answer === "string" && typeof offer === "string";
    return sound ? { id, answer, offer } : null;
  });
}

/** Answers the offer of what comes back. Never rejects. */
export async function answerEcho(id: string, sdp: string, signal: AbortSignal): Promise<boolean> {
  try {
    return (await fetch(`${PATH}/${id}`, { ...posted(sdp), signal })).ok;
  } catch {
    return false;
  }
}

/** Ends an echo, even while the page goes away. One that is forgotten ends by itself soon. */
export function endEcho(id: string): void {
  void fetch(`${PATH}/${id}`, { method: "DELETE", keepalive: true }).catch(() => {});
}

function posted(sdp: string): RequestInit {
  const headers = { "content-type": "application/json" };
  return { method: "POST", headers, body: JSON.stringify({ sdp }) };
}

async function ask<T>(
  path: string,
  init: RequestInit,
  read: (body: Record<string, unknown>) => T | null,
): Promise<Answered<T>> {
  try {
    const response = await fetch(path, init);
    if (!response.ok) return { problem: await problemOf(response) };
    const body: unknown = await response.json();
    const value = isRecord(body) ? read(body) : null;
    return value ?? { problem: { type: "unreachable" } };
  } catch {
    return { problem: { type: "unreachable" } };
  }
}

async function problemOf(response: Response): Promise<EchoProblem> {
  switch (response.status) {
    case 404:
      return { type: "off" };
    case 503:
      return { type: "busy", seconds: Number(response.headers.get("retry-after") ?? "30") };
    case 422:
      return { type: "refused", reason: (await response.text()).trim() };
    default:
      return { type: "unreachable" };
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
