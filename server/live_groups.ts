/**
 * What administrators, who need not be members, see of groups that live, and do to them.
 * @module
 */
import { openGroup } from "../groups/directory.ts";
import { kickAll, setLock } from "../groups/group.ts";
import { MAX_BAN_MS } from "../groups/moderation.ts";
import type { LiveGroups } from "./api/live.ts";
import type { Hub } from "./client.ts";
import { MAX_LOCK_LENGTH } from "./group_actions.ts";
import type { MediaClient } from "./media_client.ts";
import { endClient, notify } from "./membership.ts";
import { deliver } from "./room.ts";
import { type GroupStatistics, readGroupStatistics } from "./statistics.ts";
import { ADMINISTRATOR, MAX_REASON_LENGTH, putOut } from "./user_actions.ts";

/** The groups of a hub. */
export function createLiveGroups(hub: Hub, media: Pick<MediaClient, "trackStats">): LiveGroups {
  const { groups } = hub.directory;
  return {
    async statistics(name): Promise<GroupStatistics> {
      const [group] = await readGroupStatistics(hub, media, name);
      return group ?? { name };
    },
    putOut(name, { id, message, minutes, address }) {
      const group = groups.get(name);
      const member = group?.members.get(id);
      const target = group === undefined ? undefined : hub.rooms.get(group)?.get(id);
      if (group === undefined || member === undefined || target === undefined) return false;
      const banMs = Math.min(MAX_BAN_MS, minutes * 60_000);
      const reason = message.slice(0, MAX_REASON_LENGTH);
      putOut(hub, group, target, member, { reason, banMs, anyName: address }, ADMINISTRATOR);
      return true;
    },
    close(name, message) {
      const group = groups.get(name);
      if (group === undefined || group.members.size === 0) return;
      hub.log.info("an administrator has closed a group", {
        group: name,
        members: group.members.size,
      });
      const reason = message.slice(0, MAX_REASON_LENGTH);
      const notices = kickAll(group, reason, hub.clock.nowMs());
      deliver(hub, group, notices, (client, refusal) => {
        endClient(hub, client, { ...refusal, by: ADMINISTRATOR });
      });
    },
    lock(name, message) {
      const opened = openGroup(hub.directory, name, hub.clock.nowMs());
      const group = opened.type === "open" ? opened.group : groups.get(name);
      if (group === undefined) return;
      hub.log.info("an administrator has changed a group's lock", {
        group: name,
        locked: message !== null,
      });
      notify(hub, group, setLock(group, message?.slice(0, MAX_LOCK_LENGTH) ?? null));
    },
  };
}
