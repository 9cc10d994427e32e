/**
 * What the world is told of a group: `.status`, `/public-groups.json` and the `status` of `joined` messages.
 * @module
 */
import type { Description, Device } from "./description.ts";

/** A group's public face, with Galène's field names; it goes out as JSON. */
export interface GroupStatus {
  readonly name: string;
  readonly redirect?: string;
  readonly location?: string;
  readonly endpoint?: string;
  readonly displayName?: string;
  readonly description?: string;
  readonly authServer?: string;
  readonly authPortal?: string;
  /** Always there when the viewer may know it: clients merge statuses, and absence would not unlock. */
  readonly locked?: boolean;
  /** Whoever is refused by the lock may wait to be let in. Not of Galène; absent if not so. */
  readonly lobby?: true;
  readonly clientCount?: number;
  readonly canChangePassword?: boolean;
  /** Devices to turn on before coming in. Not of Galène. */
  readonly suggest?: readonly Device[];
}

/** Who asks, and where the server is to be found. */
export interface StatusView {
  /** Whether the viewer is in the group; others see members and lock of public groups only. */
  readonly member: boolean;
  /** URL of the server's root, for `location` and `endpoint`; null leaves both out. */
  readonly base: URL | null;
  /** Whether group files may be written, hence passwords be changed. */
  readonly writableGroups: boolean;
}

/** What of a live group shows in its status. */
export interface Occupancy {
  readonly locked: boolean;
  readonly lobby: boolean;
  readonly clientCount: number;
}

/** The status of the group `name` as one viewer sees it. */
export function groupStatus(
  name: string,
  description: Description,
  occupancy: Occupancy,
  view: StatusView,
): GroupStatus {
  if (description.redirect !== "") {
    return {
      name,
      redirect: description.redirect,
      ...text("displayName", description.displayName),
      ...text("description", description.description),
    };
  }
  return {
    name,
    ...(view.base === null ? {} : addresses(name, view.base)),
    ...text("displayName", description.displayName),
    ...text("description", description.description),
    ...text("authServer", description.authServer),
    ...text("authPortal", description.authPortal),
    ...(description.suggest.length > 0 ? { suggest: description.suggest } : {}),
    ...(view.member || description.public
      ? {
        locked: occupancy.locked,
        ...occupancy.lobby ? { lobby: true as const } : {},
        clientCount: occupancy.clientCount,
      }
      : {}),
    ...(view.member && view.writableGroups ? { canChangePassword: true } : {}),
  };
}

function text(field: string, value: string): Record<string, string> {
  return value === "" ? {} : { [field]: value };
}

function addresses(name: string, base: URL): { location: string; endpoint: string } {
  const folder = base.pathname.replace(/\/+$/, "");
  const path = name.split("/").map(encodeURIComponent).join("/");
  const socketScheme = base.protocol === "http:" ? "ws:" : "wss:";
  return {
    location: `${base.protocol}//${base.host}${folder}/group/${path}/`,
    endpoint: `${socketScheme}//${base.host}${folder}/ws`,
  };
}
