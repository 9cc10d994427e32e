/**
 * Which names groups and users may have.
 * @module
 */

/** Longest name of a group, in UTF-16 units. */
export const MAX_GROUP_NAME_LENGTH = 512;

/** Longest name of a user, in UTF-16 units. */
export const MAX_USERNAME_LENGTH = 512;

/**
 * Whether a text may name a group: a relative path in its shortest form (no empty, `.` or `..` component, no slash at
 * either end) without backslashes. Unlike Galène we also refuse control characters, lone surrogates and names that
 * are too long.
 */
export function isGroupName(name: string): boolean {
  if (name.length > MAX_GROUP_NAME_LENGTH || !isPrintable(name) || name.includes("\\")) {
    return false;
  }
  return name.split("/").every((part) => part !== "" && part !== "." && part !== "..");
}

/**
 * Whether a text may name a user: "" (somebody without a name) or anything that could name a group. That rule is
 * Galène's: it lets `jch@work` and `Alice c/o Bob` pass, but no path that climbs.
 */
export function isUsername(name: string): boolean {
  return name === "" || (name.length <= MAX_USERNAME_LENGTH && isGroupName(name));
}

/** Whether a component of a group's name begins with a dot. No file and no page can have such a name. */
export function hasHiddenComponent(name: string): boolean {
  return name.startsWith(".") || name.includes("/.");
}

/** The name of the group above, "" if there is none. */
export function parentName(name: string): string {
  const slash = name.lastIndexOf("/");
  return slash < 0 ? "" : name.slice(0, slash);
}

function isPrintable(name: string): boolean {
  // deno-lint-ignore no-control-regex
  return name.isWellFormed() && !/[\u0000-\u001f\u007f]/.test(name);
}
