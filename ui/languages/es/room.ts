/**
 * Spanish: all texts of the room and of the pages before it. Areas that are missing stay English.
 * @module
 */
import type { room as english } from "../en/room.ts";
import type { Translated } from "../message.ts";
import { attendanceText, handOverText } from "./attendance.ts";
import { captionsText } from "./captions.ts";
import { chatText } from "./chat.ts";
import { areasText, commandText, keysText, slashText } from "./commands.ts";
import { connectionText } from "./connection.ts";
import { backgroundText, deviceText } from "./devices.ts";
import { emojiText } from "./emoji.ts";
import { failureText, serverText } from "./failures.ts";
import { filesText } from "./files.ts";
import { handsText } from "./hands.ts";
import { inviteText } from "./invitations.ts";
import { lobbyText } from "./lobby.ts";
import { boardText, mediaFileText, sharingText } from "./media_file.ts";
import { membersText } from "./members.ts";
import { groupText, memberText, messageText } from "./moderation.ts";
import { passwordText } from "./password.ts";
import { pollText } from "./poll.ts";
import { reactionsText } from "./reactions.ts";
import { settingsText } from "./settings.ts";
import { soundsText } from "./sounds.ts";
import { detailsText, networkText, roomText, stageText } from "./stage.ts";
import { joinText, landingText } from "./start.ts";
import { subgroupsText } from "./subgroups.ts";
import { timerText } from "./timer.ts";
import { troubleText } from "./trouble.ts";

/** Area by area. */
export const room: Translated<typeof english> = {
  product: "Lectern",
  tagline: "Clases, prácticas y reuniones en su navegador",
  landing: landingText,
  join: joinText,
  device: deviceText,
  background: backgroundText,
  mediaFile: mediaFileText,
  sharing: sharingText,
  board: boardText,
  failure: failureText,
  server: serverText,
  room: roomText,
  stage: stageText,
  network: networkText,
  connection: connectionText,
  details: detailsText,
  command: commandText,
  areas: areasText,
  keys: keysText,
  trouble: troubleText,
  slash: slashText,
  chat: chatText,
  emoji: emojiText,
  hands: handsText,
  files: filesText,
  reactions: reactionsText,
  captions: captionsText,
  sounds: soundsText,
  member: memberText,
  message: messageText,
  group: groupText,
  invite: inviteText,
  password: passwordText,
  members: membersText,
  lobby: lobbyText,
  timer: timerText,
  poll: pollText,
  subgroups: subgroupsText,
  attendance: attendanceText,
  handOver: handOverText,
  settings: settingsText,
};
