/**
 * Stands for a person whose picture is not sent.
 * @module
 */

/** The first letters of a name's first and last word, for a circle. */
export function initials(name: string): string {
  const words = name.trim().split(/[\s._-]+/).filter((word) => word !== "");
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return letters.map((word) => [...word ?? ""][0] ?? "").join("").toUpperCase() || "?";
}

/** A hue in degrees that stays with the name. */
export function hueOf(name: string): number {
  let hash = 0;
  for (const sign of name) hash = (hash * 31 + (sign.codePointAt(0) ?? 0)) >>> 0;
  return (hash * 47) % 360;
}

/** A circle with the name's initials; the name itself is written elsewhere. */
export function Avatar({ name }: { readonly name: string }) {
  return (
    <span class="avatar" aria-hidden="true" style={{ "--hue": String(hueOf(name)) }}>
      {initials(name)}
    </span>
  );
}
