/**
 * Names of files that others have chosen, made fit for a disk and for the eye.
 * @module
 */

/** Longest name, in UTF-16 units. */
const MOST_CHARACTERS = 120;

/** Longest ending that survives when a name is cut. */
const MOST_ENDING = 12;

/** Separators of folders, and signs that Windows does not take. */
const FORBIDDEN = /[<>:"/\\|?*]/g;

/** Control signs, and what is not seen or turns the text around, so that `gpj.exe` would look like `exe.jpg`. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\u2028\u2029]/gu;

/** Names that are devices on Windows, whatever their ending. */
const DEVICES = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;

/** The name with everything taken out that could mislead or do harm; `fallback` if nothing is left. */
export function safeFileName(name: string, fallback: string): string {
  const seen = ends(name).replace(UNSEEN, "").replace(FORBIDDEN, "_").replace(/\s+/g, " ");
  const bare = seen.replace(/^[. ]+|[. ]+$/g, "").replace(DEVICES, "_$&");
  return bare === "" ? fallback : shorten(bare);
}

/** Begin and end of a very long name, before anything takes time over it. */
function ends(name: string): string {
  return name.length > 1000 ? name.slice(0, 500) + name.slice(-500) : name;
}

/** Cuts the middle out, so that the ending stays. */
function shorten(name: string): string {
  if (name.length <= MOST_CHARACTERS) return name;
  const dot = name.lastIndexOf(".");
  const ending = dot > 0 && name.length - dot <= MOST_ENDING ? name.slice(dot) : "";
  // Half of a pair of surrogates is no sign.
  const begin = name.slice(0, MOST_CHARACTERS - ending.length - 1).replace(/[\ud800-\udbff]$/, "");
  return `${begin}…${ending}`;
}
