/**
 * Reads SDP. Lines and attributes that WebRTC has no use for are skipped; those that it knows must be well formed.
 * The time it takes grows with the length of the text and no faster.
 * @module
 */
import {
  createDescription,
  createSection,
  type MediaSection,
  type SessionDescription,
} from "./sdp.ts";
import { takeSectionAttribute, takeSessionAttribute } from "./sdp_attributes.ts";
import { isDigits, isToken, parseNumber, wordsOf } from "./sdp_words.ts";

/** Longest text that is read, in UTF-16 units. Browsers write some 6,000. */
export const MAX_SDP_LENGTH = 256 * 1024;

/** Most m-sections in a description. */
export const MAX_SECTIONS = 64;

/** Most attributes in a section, or before the first. Chromium writes some 130. */
export const MAX_ATTRIBUTES = 1024;

/** What a text was found to be. Lines are counted from 1. */
export type SdpResult =
  | { readonly ok: true; readonly description: SessionDescription }
  | { readonly ok: false; readonly line: number; readonly reason: string };

/** Where the reader is. */
interface Progress {
  readonly description: SessionDescription;
  /** Null before the first m-line. */
  section: MediaSection | null;
  /** How many attributes the section has, or the session before the first. */
  attributes: number;
  /** The v-line was there. */
  begun: boolean;
}

/** Reads a description. Lines may end with LF alone; empty lines are skipped. */
export function parseSdp(text: string): SdpResult {
  if (text.length > MAX_SDP_LENGTH) return fail(1, "the description is too long");
  const description = createDescription();
  const progress: Progress = { description, section: null, attributes: 0, begun: false };
  let line = 0;
  for (let at = 0; at < text.length;) {
    const newline = text.indexOf("\n", at);
    const end = newline < 0 ? text.length : newline;
    const content = text.slice(at, end > at && text[end - 1] === "\r" ? end - 1 : end);
    line++;
    const wrong = content === "" ? null : takeLine(progress, content);
    if (wrong !== null) return fail(line, wrong);
    at = end + 1;
  }
  return progress.begun ? { ok: true, description } : fail(1, "the description is empty");
}

function fail(line: number, reason: string): SdpResult {
  return { ok: false, line, reason };
}

/** Takes one line; null if it is well formed, else what is wrong. */
function takeLine(progress: Progress, content: string): string | null {
  const letter = content[0]!;
  if (content[1] !== "=" || letter < "a" || letter > "z") return "not a line of SDP";
  if (content.includes("\r") || content.includes("\0")) return "a control character in a line";
  if (!progress.begun) {
    progress.begun = content === "v=0";
    return progress.begun ? null : "the description does not begin with v=0";
  }
  const value = content.slice(2);
  switch (letter) {
    case "a":
      return takeAttribute(progress, value);
    case "m":
      return takeMediaLine(progress, value);
    case "o":
      return takeOrigin(progress.description, value);
    default:
      return null;
  }
}

function takeAttribute(progress: Progress, value: string): string | null {
  if (++progress.attributes > MAX_ATTRIBUTES) return "too many attributes";
  const { section, description } = progress;
  return section === null
    ? takeSessionAttribute(description, value)
    : takeSectionAttribute(section, value);
}

/** `o=<username> <session> <version> IN IP4 <address>` */
function takeOrigin(description: SessionDescription, value: string): string | null {
  const words = value.split(" ", 7);
  const [, sessionNumber = "", version = ""] = words;
  if (words.length !== 6 || !isDigits(sessionNumber) || !isDigits(version)) {
    return "malformed origin";
  }
  description.sessionNumber = sessionNumber;
  description.version = version;
  return null;
}

/** `m=<media> <port>[/<count>] <protocol> <format>…` */
function takeMediaLine(progress: Progress, value: string): string | null {
  const { media: sections } = progress.description;
  if (sections.length >= MAX_SECTIONS) return "too many m-sections";
  const words = wordsOf(value);
  if (words === null || words.length < 4) return "malformed m-line";
  const [media = "", portText = "", protocol = "", ...formats] = words;
  const slash = portText.indexOf("/");
  const port = parseNumber(slash < 0 ? portText : portText.slice(0, slash), 65535);
  if (port < 0 || !isToken(media)) return "malformed m-line";
  progress.section = createSection(media, port, protocol, formats);
  progress.attributes = 0;
  sections.push(progress.section);
  return null;
}
