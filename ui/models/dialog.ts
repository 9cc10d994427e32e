/**
 * The dialogues over the room; one at a time.
 * @module
 */
import type { WaitingPerson } from "../client/lobby.ts";
import type { Member } from "../client/members.ts";

/** A part of the settings. */
export type SettingsSection =
  | "media"
  | "network"
  | "notifications"
  | "appearance"
  | "language"
  | "keyboard";

/** Those of teaching. */
export type TeachingDialog =
  | { readonly type: "timer" | "poll" | "subgroups" | "attendance" | "lobby" }
  | { readonly type: "deny"; readonly person: WaitingPerson }
  | { readonly type: "hand-over"; readonly member: Member };

/** Which dialogue is open, and whom it is about. */
export type Dialog =
  | { readonly type: "settings"; readonly section?: SettingsSection }
  | { readonly type: "warn" | "kick"; readonly member: Member }
  | {
    readonly type: "send-files";
    /** Whom they are for, if that is known. */
    readonly member: Member | null;
    /** What has been chosen so far. */
    readonly files: readonly File[];
  }
  | TeachingDialog
  | { readonly type: "lock" | "announce" | "clear" | "invitations" | "password" | "keys" };
