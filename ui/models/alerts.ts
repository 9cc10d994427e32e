/**
 * Notifications of the system: only if the person has asked for them, and only while the page is out of sight.
 * @module
 */

/** Shows one if that is wanted and allowed. A press on it brings the page back. */
export function alertPerson(wanted: boolean, title: string, body: string): void {
  if (!wanted || !("Notification" in globalThis) || Notification.permission !== "granted") return;
  try {
    const shown = new Notification(title, { body, tag: "lectern", icon: "/assets/icon.svg" });
    shown.onclick = () => {
      globalThis.focus();
      shown.close();
    };
  } catch {
    // Phones have them for installed pages alone.
  }
}

/** Asks the person's browser for permission; whether it is there. */
export async function askForAlerts(): Promise<boolean> {
  if (!("Notification" in globalThis)) return false;
  try {
    return await Notification.requestPermission() === "granted";
  } catch {
    return false;
  }
}
