/**
 * All commands, area by area. A new one stands in a file of its own area, and comes into one of these lists.
 * @module
 */
import type { Command, MemberCommand } from "./command.ts";
import { GROUP, LEAVE } from "./group.ts";
import { HELP } from "./help.ts";
import { MEDIA } from "./media.ts";
import { PART } from "./part.ts";
import { PEOPLE } from "./people.ts";
import { TEACHING } from "./teaching.ts";
import { TROUBLE } from "./trouble.ts";

/** What can be done in the room, in the order of toolbar and menu. */
export const COMMANDS: readonly Command[] = [
  ...MEDIA,
  ...PART,
  ...TEACHING,
  ...GROUP,
  ...TROUBLE,
  ...HELP,
  LEAVE,
];

/** What can be done to, or with, another member. */
export const MEMBER_COMMANDS: readonly MemberCommand[] = PEOPLE;
