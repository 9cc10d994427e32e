/**
 * Whether the browser lets the page use cameras and microphones, and when that changes.
 * @module
 */
import type { CaptureKind } from "./capture.ts";

/** What the browser says: `unknown` where it does not tell. */
export type Permission = PermissionState | "unknown";

/** The permission as it is now. Never throws. */
export async function readPermission(kind: CaptureKind): Promise<Permission> {
  return (await query(kind))?.state ?? "unknown";
}

/** Calls back whenever the permission changes; the result ends that. */
export function watchPermission(
  kind: CaptureKind,
  changed: (permission: Permission) => void,
): () => void {
  let open = true;
  let status: PermissionStatus | null = null;
  const tell = () => {
    if (open && status !== null) changed(status.state);
  };
  void query(kind).then((found) => {
    if (!open) return;
    status = found;
    status?.addEventListener("change", tell);
  });
  return () => {
    open = false;
    status?.removeEventListener("change", tell);
  };
}

/** Browsers without the interface, or without these names in it, throw or refuse. */
async function query(kind: CaptureKind): Promise<PermissionStatus | null> {
  try {
    return await navigator.permissions.query({ name: kind });
  } catch {
    return null;
  }
}
