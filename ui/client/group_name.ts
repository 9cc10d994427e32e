/**
 * Names of groups, in addresses and out of them.
 * @module
 */

const PREFIX = "/group/";

/** The group of a page's path; null if the path is not a group's. */
export function groupOfPath(path: string): string | null {
  if (!path.startsWith(PREFIX)) return null;
  const encoded = path.slice(PREFIX.length).replace(/\/+$/, "");
  try {
    const name = decodeURIComponent(encoded);
    return isGroupName(name) ? name : null;
  } catch {
    return null;
  }
}

/** The path of a group's page. */
export function pathOfGroup(name: string): string {
  return `${PREFIX}${name.split("/").map(encodeURIComponent).join("/")}/`;
}

/** Whether a group could be called so: Galène takes clean relative paths. */
export function isGroupName(name: string): boolean {
  if (name === "" || name.includes("\\")) return false;
  return name.split("/").every((part) => part !== "" && !part.startsWith("."));
}

/** What a person typed, made a name: blanks and slashes around it do not count, nor does a whole address. */
export function toGroupName(typed: string): string {
  const trimmed = typed.trim();
  if (URL.canParse(trimmed)) {
    const group = groupOfPath(new URL(trimmed).pathname);
    if (group !== null) return group;
  }
  return trimmed.replace(/^\/+|\/+$/g, "");
}
