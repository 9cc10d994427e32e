/**
 * Which part of the page is shown, as it stands after the `#` of the address, so that going back works.
 * @module
 */

/** Parts of a group's page. */
export type GroupTab = "settings" | "users" | "tokens" | "keys" | "live";

/** The parts, in the order in which they are shown. */
export const GROUP_TABS: readonly GroupTab[] = ["settings", "users", "tokens", "keys", "live"];

/** What is shown. */
export type Route =
  | { readonly page: "groups" | "new" | "live" | "tokens" }
  | { readonly page: "group"; readonly group: string; readonly tab: GroupTab };

/** Reads what stands after the `#`; what makes no sense is the list of groups. */
export function readRoute(hash: string): Route {
  const [page = "", name = "", tab = ""] = hash.replace(/^#?\/?/, "").split("/");
  if (page === "new" || page === "live" || page === "tokens") return { page };
  const group = page === "group" ? decode(name) : "";
  if (group === "") return { page: "groups" };
  return { page: "group", group, tab: GROUP_TABS.find((each) => each === tab) ?? "settings" };
}

/** The address of a part, with its `#`. */
export function hashOf(route: Route): string {
  return route.page === "group"
    ? `#/group/${encodeURIComponent(route.group)}/${route.tab}`
    : `#/${route.page}`;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}
