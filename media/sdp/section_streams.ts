/**
 * How a section tells its RTP streams apart: SSRCs, simulcast by rid, header extensions; and what else its packets' headers tell.
 * @module
 */
import type { MediaKind, OfferedExtension, SsrcPair } from "./negotiate.ts";
import type { MediaSection } from "./sdp.ts";

/**
 * RFC 9143, section 15; RFC 8852, section 4; draft-holmer-rmcat-transport-wide-cc-extensions-01; RFC 6464; "RTP Payload Format For
 * AV1", appendix A.
 */
export const EXTENSION_URIS = {
  mid: "urn:ietf:params:rtp-hdrext:sdes:mid",
  rid: "urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id",
  repairedRid: "urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id",
  transportCc: "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01",
  audioLevel: "urn:ietf:params:rtp-hdrext:ssrc-audio-level",
  dependencyDescriptor:
    "https://aomediacodec.github.io/av1-rtp-spec/#dependency-descriptor-rtp-header-extension",
} as const;

/** Which of them are of use to us, by kind of media. */
const TAKEN: Readonly<Record<MediaKind, readonly (keyof typeof EXTENSION_URIS)[]>> = {
  audio: ["mid", "rid", "repairedRid", "transportCc", "audioLevel"],
  video: ["mid", "rid", "repairedRid", "transportCc", "dependencyDescriptor"],
};

/** Most encodings of a track; browsers send no more than three. */
export const MAX_ENCODINGS = 3;

/** The extensions of a section that are of use to us, if the other side sends them. */
export function usefulExtensions(section: MediaSection, kind: MediaKind): OfferedExtension[] {
  const found: OfferedExtension[] = [];
  for (const name of TAKEN[kind]) {
    const uri = EXTENSION_URIS[name];
    const extension = section.extensions.find((line) => line.uri === uri);
    if (extension === undefined) continue;
    const { id, direction } = extension;
    if (direction === "recvonly" || direction === "inactive") continue;
    found.push({ id, uri, limited: direction !== null });
  }
  return found;
}

/** Id of an extension; 0 if it is not there. */
export function extensionId(extensions: readonly OfferedExtension[], uri: string): number {
  return extensions.find((extension) => extension.uri === uri)?.id ?? 0;
}

/**
 * The rids that the other side means to send, in the order of `a=simulcast`, three at most. Of alternatives the
 * first counts. Empty where packets could not carry them.
 */
export function sentRids(
  section: MediaSection,
  extensions: readonly OfferedExtension[],
): string[] {
  if (extensionId(extensions, EXTENSION_URIS.rid) === 0) return [];
  const declared = new Set(
    section.rids.filter((rid) => rid.direction === "send").map((rid) => rid.id),
  );
  const rids = (section.simulcast?.send ?? []).map(([first = ""]) => first.replace(/^~/, ""));
  return [...new Set(rids)].filter((rid) => declared.has(rid)).slice(0, MAX_ENCODINGS);
}

/** The SSRCs that carry media, three at most, each with that of its retransmissions. */
export function sentSsrcs(section: MediaSection): SsrcPair[] {
  const repairs = new Set<number>();
  const rtx = new Map<number, number>();
  let simulcast: readonly number[] = [];
  for (const { semantics, ssrcs } of section.ssrcGroups) {
    const [first = 0, ...rest] = ssrcs;
    if (semantics === "SIM") {
      simulcast = ssrcs;
    } else if (semantics === "FID" || semantics.startsWith("FEC")) {
      if (semantics === "FID" && !rtx.has(first)) rtx.set(first, rest[0] ?? 0);
      for (const ssrc of rest) repairs.add(ssrc);
    }
  }
  const named = simulcast.length > 0 ? simulcast : section.ssrcs.map((line) => line.ssrc);
  return [...new Set(named)]
    .filter((ssrc) => ssrc !== 0 && !repairs.has(ssrc))
    .slice(0, MAX_ENCODINGS)
    .map((ssrc) => ({ ssrc, rtxSsrc: rtx.get(ssrc) ?? 0 }));
}

/** The canonical name that the section's first SSRC has; "" if it has none. */
export function canonicalName(section: MediaSection): string {
  return section.ssrcs.find((line) => line.attribute === "cname")?.value ?? "";
}
