/**
 * What two clients say to each other about a file: Galène's messages of kind `filetransfer`, version 1 (galene-protocol.md,
 * "Peer-to-peer file transfer protocol").
 * @module
 */
import type { IceCandidate, JsonValue } from "../../server/messages.ts";

/** The kind of user message. */
export const FILE_KIND = "filetransfer";

/** The version that we speak. */
export const FILE_VERSION = "1";

/** One message about a file; `id` is the transfer's, chosen by its sender. */
export type FileMessage =
  | {
    readonly type: "invite";
    readonly id: string;
    /** Whether the sender speaks our version. */
    readonly known: boolean;
    readonly name: string;
    /** In bytes. */
    readonly size: number;
  }
  | { readonly type: "offer"; readonly id: string; readonly known: boolean; readonly sdp: string }
  | { readonly type: "answer"; readonly id: string; readonly sdp: string }
  | { readonly type: "ice"; readonly id: string; readonly candidate: IceCandidate }
  | {
    readonly type: "cancel";
    readonly id: string;
    /** It was not somebody's wish. */
    readonly lost: boolean;
  };

/** The reason that goes with a `cancel` when the connection is lost; Galène's clients show it. */
export const LOST_REASON = "the connection was lost";

/** Longest id that is taken, in UTF-16 units. */
const MOST_ID = 128;

/** Reads a message of another client; null for what is none, or says nothing of use. */
export function readFileMessage(value: JsonValue): FileMessage | null {
  if (typeof value !== "object" || value === null || !("type" in value)) return null;
  const { type, id } = value;
  if (typeof id !== "string" || id === "" || id.length > MOST_ID) return null;
  switch (type) {
    case "invite":
      return readInvitation(id, value);
    case "offer":
      return typeof value["sdp"] === "string"
        ? { type, id, known: speaksOurs(value["version"]), sdp: value["sdp"] }
        : null;
    case "answer":
      return typeof value["sdp"] === "string" ? { type, id, sdp: value["sdp"] } : null;
    case "ice": {
      const candidate = readCandidate(value["candidate"]);
      return candidate === null ? null : { type, id, candidate };
    }
    case "cancel":
      return { type, id, lost: value["message"] === LOST_REASON };
    default:
      return null;
  }
}

function readInvitation(id: string, value: Fields): FileMessage | null {
  const { name, size, version } = value;
  if (typeof name !== "string" || typeof size !== "number") return null;
  if (!Number.isSafeInteger(size) || size < 0) return null;
  return { type: "invite", id, known: speaksOurs(version), name, size };
}

type Fields = { readonly [key: string]: JsonValue };

/** The document writes the version as a text in one place, and as a number in another. */
function speaksOurs(version: JsonValue | undefined): boolean {
  return Array.isArray(version) && version.some((one) => String(one) === FILE_VERSION);
}

/** The end of candidates, which some clients announce, is none. */
function readCandidate(value: JsonValue | undefined): IceCandidate | null {
  if (typeof value !== "object" || value === null || !("candidate" in value)) return null;
  const { candidate, sdpMid = null, sdpMLineIndex = null, usernameFragment = null } = value;
  if (typeof candidate !== "string" || candidate === "") return null;
  return {
    candidate,
    sdpMid: typeof sdpMid === "string" ? sdpMid : null,
    sdpMLineIndex: typeof sdpMLineIndex === "number" ? sdpMLineIndex : null,
    usernameFragment: typeof usernameFragment === "string" ? usernameFragment : null,
  };
}
