/**
 * Descriptions of a played peer: offers made of what browsers wrote, and answers to offers of ours. Only the transport, the
 * sections in use and their mids matter to the server.
 * @module
 */
import type { Fingerprint, IceParameters } from "../media/sdp/negotiate.ts";

/** The peer's end of the transport. */
export interface PeerTransport {
  readonly ice: IceParameters;
  readonly fingerprint: Fingerprint;
}

/** What an answer does not take: mids to reject (port 0), and mids to take without wanting anything (inactive). */
export interface AnswerChoices {
  readonly rejected?: readonly string[];
  readonly inactive?: readonly string[];
}

/** The offer with another transport; sections whose kind is not among `kinds` become inactive. */
export function offerWith(
  offer: string,
  transport: PeerTransport,
  kinds: readonly string[] = ["audio", "video"],
): string {
  const { head, sections } = split(offer);
  const lines = [...head];
  for (const section of sections) {
    const sends = kinds.includes(section.kind);
    lines.push(...section.lines.map((line) => {
      const moved = withTransport(line, transport);
      return sends ? moved : moved.replace(/^a=send(recv|only)$/, "a=inactive");
    }));
  }
  return joined(lines);
}

/** An answer to an offer of ours, which takes all that it does not leave out. */
export function answerTo(
  offer: string,
  transport: PeerTransport,
  choices: AnswerChoices = {},
): string {
  const { head, sections } = split(offer);
  const taken = sections.filter(({ lines, mid }) =>
    !/^m=\w+ 0 /.test(lines[0]!) && !choices.rejected?.includes(mid)
  );
  const lines = head.map((line) =>
    line.startsWith("a=group:BUNDLE")
      ? ["a=group:BUNDLE", ...taken.map(({ mid }) => mid)].join(" ")
      : line
  ).filter((line) => line !== "a=ice-lite");
  for (const section of sections) {
    const [first = "", ...rest] = section.lines;
    if (!taken.includes(section)) {
      lines.push(first.replace(/^(m=\w+) \d+/, "$1 0"), `a=mid:${section.mid}`, "a=inactive");
      continue;
    }
    const receives = choices.inactive?.includes(section.mid) ? "a=inactive" : "a=recvonly";
    lines.push(first);
    for (const line of rest) {
      if (/^a=(candidate|end-of-candidates|ssrc|ssrc-group|msid)\b/.test(line)) continue;
      const moved = withTransport(line, transport);
      lines.push(moved === "a=sendonly" ? receives : moved.replace(/^(a=setup):.*/, "$1:active"));
    }
  }
  return joined(lines);
}

/** Our user name fragment and password, as our description says them. */
export function iceOf(description: string): IceParameters {
  const value = (name: string) => description.match(`a=${name}:(.*)`)?.[1]?.trim() ?? "";
  return { ufrag: value("ice-ufrag"), pwd: value("ice-pwd") };
}

interface Section {
  readonly kind: string;
  readonly mid: string;
  readonly lines: readonly string[];
}

function split(description: string): { head: string[]; sections: Section[] } {
  const [head = "", ...rest] = description.split(/\r?\n(?=m=)/);
  const sections = rest.map((text): Section => ({
    kind: text.match(/^m=(\w+)/)?.[1] ?? "",
    mid: text.match(/^a=mid:(.*?)\r?$/m)?.[1] ?? "",
    lines: linesOf(text),
  }));
  return { head: linesOf(head), sections };
}

function linesOf(text: string): string[] {
  return text.split(/\r?\n/).filter((line) => line !== "");
}

function joined(lines: readonly string[]): string {
  return lines.map((line) => line + "\r\n").join("");
}

function withTransport(line: string, { ice, fingerprint }: PeerTransport): string {
  if (line.startsWith("a=ice-ufrag:")) return `a=ice-ufrag:${ice.ufrag}`;
  if (line.startsWith("a=ice-pwd:")) return `a=ice-pwd:${ice.pwd}`;
  if (!line.startsWith("a=fingerprint:")) return line;
  return `a=fingerprint:${fingerprint.algorithm} ${fingerprint.value}`;
}
