/**
 * Plays what docs/users.md tells of, and takes its pictures.
 */
import { join } from "../integration/galene_client.ts";
import { print } from "../print.ts";
import {
  arrive,
  choose,
  chooseItem,
  come,
  comeAsHost,
  fill,
  HOST,
  hosted,
  knock,
  PASSWORD,
  say,
  untilHeard,
  untilPictures,
} from "./manual_people.ts";
import {
  meet,
  type Meeting,
  named,
  type Person,
  press,
  receivedVideo,
  untilShown,
} from "./meeting.ts";
import { capture, setScheme, setSize } from "./pictures.ts";

/** Where to put the pictures; without it there are none. */
const FOLDER = Deno.env.get("LECTERN_MANUAL_PICTURES");
const WHY = FOLDER ? "" : " (skipped: LECTERN_MANUAL_PICTURES names no folder)";

/** Plays a scene against a server with one group, which has its name. */
function scene(
  name: string,
  what: string,
  group: unknown,
  play: (meeting: Meeting, name: string) => Promise<void>,
): void {
  Deno.test({
    name: `${what} looks as in the manual${WHY}`,
    ignore: !FOLDER,
    fn: async () => await meet((meeting) => play(meeting, name), { groups: { [name]: group } }),
  });
}

async function picture({ page }: Person, name: string): Promise<void> {
  const path = `${FOLDER}/${name}.webp`;
  // Nothing is to look as if the mouse were over it.
  await page.mouse.move(0, 0);
  await capture(page, path, { format: "webp", quality: 82 });
  const { size } = await Deno.stat(path);
  print(`${path}: ${Math.round(size / 1000)} kB`);
}

const LECTURE = hosted(HOST, { displayName: "Physics of music", description: "Mondays at ten" });

scene("lecture", "a lecture", LECTURE, async (meeting, group) => {
  const clara = await arrive(meeting, HOST, group);
  await fill(clara, "Your name", HOST);
  await fill(clara, "Password", PASSWORD);
  for (const device of ["Camera", "Microphone"]) {
    await clara.page.locator(named(device, "switch")).click();
  }
  await untilPictures(clara, 1);
  await untilHeard(clara);
  await picture(clara, "door");
  await comeAsHost(clara);
  const [amara, jonas, mei] = [
    await come(meeting, "Amara", group),
    await come(meeting, "Jonas", group),
    await come(meeting, "Mei", group),
  ];
  await press(clara, "Share screen");
  await amara.page.waitForSelector(receivedVideo(HOST, "screenshare"));
  await say(clara, "The slides are on the course page.");
  await say(amara, "Is the end of a flute a fixed end, then?");
  await say(jonas, "An open one, I think. Clara?");
  await untilShown(amara, "An open one");
  await untilPictures(amara, 5);
  await picture(amara, "lecture");

  await press(jonas, "Raise hand");
  await untilShown(clara, "Jonas");
  await press(mei, "Raise hand");
  await choose(clara, "More", "Timer…");
  await press(clara, "5 minutes");
  await press(clara, "Members");
  await untilShown(clara, "2 hands raised");
  await untilPictures(clara, 5);
  await picture(clara, "hands");

  await choose(clara, "More", "Poll…");
  await fill(clara, "Question", "Which end of a flute is open?");
  await fill(clara, "Answer 1", "Both");
  await fill(clara, "Answer 2", "The far one");
  await press(clara, "Another answer");
  await fill(clara, "Answer 3", "None");
  await press(clara, "Ask");
  for (
    const [person, answer] of [[amara, "Both"], [jonas, "Both"], [mei, "The far one"]] as const
  ) {
    await press(person, "Answer");
    await person.page.locator(named(answer, "radio")).click();
  }
  await clara.page.locator('[data-sign="poll"]').click();
  await untilShown(clara, "3 people have answered");
  await picture(clara, "poll");
  await press(clara, "Close");

  await clara.page.locator('article.tile[data-username="Amara"]').hover();
  await clara.page.locator('article.tile[data-username="Amara"] .tile-options').click();
  await clara.page.waitForSelector(".tile-menu");
  await picture(clara, "tile-menu");
});

const PRACTICAL = hosted(HOST, {
  displayName: "Physics practical",
  "auto-subgroups": true,
  lobby: true,
});

scene("practical", "a practical", PRACTICAL, async (meeting, group) => {
  const clara = await arrive(meeting, HOST, group);
  await comeAsHost(clara);
  const people = [];
  for (const name of ["Amara", "Jonas", "Mei", "Karim"]) {
    const person = await arrive(meeting, name, group);
    await knock(person);
    people.push(person);
  }
  const [amara] = people as [Person];
  await untilShown(clara, "4 people are waiting");
  await press(clara, "Members");
  await press(clara, "Let in: Amara");
  await untilPictures(clara, 2);
  await picture(clara, "lobby");
  await press(clara, "Let everybody in");
  await untilPictures(clara, 5);
  await press(clara, "Members");

  await choose(clara, "More", "Subgroups…");
  await clara.page.waitForSelector(named("Group of Amara", "combobox"));
  for (const name of ["Amara", "Jonas", "Mei", "Karim"]) {
    const number = name === "Amara" || name === "Jonas" ? "1" : "2";
    await clara.page.select(`select[aria-label="Group of ${name}"]`, number);
  }
  await picture(clara, "subgroups");
  await press(clara, "Send people to their groups");
  await untilShown(amara, "You are in Group 1");
  await untilPictures(amara, 2);

  await choose(clara, "More", "Subgroups…");
  await clara.page.waitForFunction(() => {
    const list = document.querySelector(".subgroups")?.textContent ?? "";
    return ["Amara", "Jonas", "Mei", "Karim"].every((name) => list.includes(name));
  });
  await fill(clara, "Say something to all groups", "Write down your second measurement, please.");
  await picture(clara, "subgroups-open");
  await press(clara, "Call everybody back");
  await untilShown(amara, "Back to the main group in");
  await untilPictures(amara, 2);
  await picture(amara, "called-back");
});

const MEETING = {
  displayName: "Monday meeting",
  "users": { "Scribe": { "password": { "type": "wildcard" }, "permissions": ["caption"] } },
  "wildcard-user": { "password": { "type": "wildcard" }, "permissions": "present" },
};

scene("meeting", "a meeting", MEETING, async (meeting, group) => {
  const amara = await come(meeting, "Amara", group);
  const jonas = await come(meeting, "Jonas", group);
  const mei = await come(meeting, "Mei", group);
  const karim = await come(meeting, "Karim", group, true);
  await come(meeting, "Sofía", group);
  await untilPictures(amara, 5);
  const scribe = await join(meeting.server.origin, group, "Scribe");
  const caption = (value: string) =>
    scribe.send({ type: "chat", kind: "caption", source: scribe.id, username: "Scribe", value });
  await choose(jonas, "React", "Applause");
  await choose(mei, "React", "Heart");
  caption("We have the room on Thursday, from two to four.");
  await amara.page.locator('.tile[data-username="Mei"] .reaction').wait();
  await untilShown(amara, "from two to four");
  await picture(amara, "meeting");
  await scribe.close();
  await press(amara, "Hide captions");
  await amara.page.waitForSelector(".reaction, .reaction-counts li", { hidden: true });

  await choose(amara, "Layout", "Speaker");
  await amara.page.waitForSelector(`[data-role="large"]`);
  await say(karim, "Who brings the tuning forks?");
  await say(mei, "I do. 🎵");
  await press(amara, "Layout");
  await amara.page.waitForSelector("[role=menu]");
  await picture(amara, "layout");
  await amara.page.keyboard.press("Escape");
  await say(amara, "Thank you! 👏");
  await setScheme(amara.page, "dark");
  await picture(amara, "dark");
  await setScheme(amara.page, "light");
  await press(amara, "Close chat");
  await press(amara, "More");
  await chooseItem(amara, "Keys and commands");
  await amara.page.waitForSelector("dialog[open]");
  await picture(amara, "keys");
  await amara.page.keyboard.press("Escape");

  await choose(amara, "Layout", "Automatic");
  for (const size of ["phone", "phone-wide"] as const) {
    await setSize(amara.page, size);
    await amara.page.waitForFunction(() =>
      document.querySelectorAll(".toolbar button").length <= 6
    );
    await picture(amara, size);
  }
});

const LAYLA = "د. ليلى منصور";
const ARABIC = hosted(LAYLA, { displayName: "فيزياء الموسيقى" });

scene("arabic", "a practical in Arabic", ARABIC, async (meeting, group) => {
  const layla = await arrive(meeting, LAYLA, group);
  await comeAsHost(layla);
  const yusuf = await come(meeting, "يوسف", group);
  const salma = await come(meeting, "سلمى", group);
  await come(meeting, "أحمد", group);
  await press(salma, "Raise hand");
  await say(layla, "الشرائح في صفحة المقرر.");
  await say(yusuf, "هل طرف الناي مفتوح؟");
  await press(layla, "Settings");
  await layla.page.locator(named("Language", "tab")).click();
  const list = await layla.page.waitForSelector(`select:has(option[value="ar"])`);
  await list!.select("ar");
  await layla.page.waitForSelector(`html[dir="rtl"]`);
  await layla.page.keyboard.press("Escape");
  await untilPictures(layla, 4);
  await picture(layla, "arabic");
});

scene("doctor", "the connection doctor", MEETING, async ({ open, server }) => {
  const amara = await open("Amara", `${server.origin}/doctor/`);
  await press(amara, "Start the tests");
  await press(amara, "Play test sound");
  await press(amara, "I hear it");
  await untilShown(amara, "Everything is well.");
  await picture(amara, "doctor");
});
