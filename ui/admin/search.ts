/**
 * Finding names in a list.
 * @module
 */

/** The names that have every word of the query in them, without regard to case and accents, sorted for people. */
export function findNames(names: readonly string[], query: string): string[] {
  const words = plain(query).split(/\s+/).filter((word) => word !== "");
  return names
    .filter((name) => words.every((word) => plain(name).includes(word)))
    .sort((a, b) => a.localeCompare(b, undefined, { sensitivity: "base", numeric: true }));
}

function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
