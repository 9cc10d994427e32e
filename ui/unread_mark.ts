/**
 * Says on the page's tab, and on the icon of an installed page, how much is unread.
 * @module
 */

/** Shows a number; 0 for nothing. */
export function markUnread(count: number): void {
  const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
  if (icon !== null) icon.href = count > 0 ? "/assets/icon-unread.svg" : "/assets/icon.svg";
  if (!("setAppBadge" in navigator)) return;
  // Only installed pages have one.
  const done = count > 0 ? navigator.setAppBadge(count) : navigator.clearAppBadge();
  done.catch(() => {});
}
