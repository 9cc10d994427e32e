/**
 * All commands, area by area. A new one stands in a file of its own area, and comes into one of these lists.
 * @module
 */
import { CLASSROOM } from "./classroom.ts";
import type { Command, MemberCommand } from "./command.ts";
import { NETWORK, SENDING } from "./devices.ts";
import { GROUP, LEAVE } from "./group.ts";
import { HELP } from "./help.ts";
import { MEDIA } from "./media.ts";
import { PART } from "./part.ts";
import { PEOPLE } from "./people.ts";
import { STAGE, STAGE_PEOPLE } from "./stage.ts";
import { TEACHING } from "./teaching.ts";
import { TROUBLE } from "./trouble.ts";

/** What can be done in the room, in the order of toolbar and menu. */
export const COMMANDS: readonly Command[] = [
  ...MEDIA,
  ...SENDING,
  ...PART,
  ...STAGE,
  ...NETWORK,
  ...CLASSROOM,
  ...TEACHING,
  ...GROUP,
  ...TROUBLE,
  ...HELP,
  LEAVE,
];

/** What can be done to, or with, another member. */
export const MEMBER_COMMANDS: readonly MemberCommand[] = [...STAGE_PEOPLE, ...PEOPLE];
