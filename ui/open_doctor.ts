/**
 * The way to the connection doctor.
 * @module
 */

/** Opens the connection doctor in a window of its own: the room stays. */
export function openDoctor(): void {
  globalThis.open("/doctor/", "_blank", "noopener");
}
