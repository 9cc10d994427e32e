/**
 * What hosts teach with, walked through by three people.
 */
import { assert, assertEquals } from "../assert.ts";
import { until } from "../until.ts";
import { STEP_TIMEOUT_MS } from "./browsers.ts";
import { choose, fill } from "./handling.ts";
import {
  GROUP,
  joinRoom,
  meet,
  named,
  type Person,
  press,
  untilGone,
  untilShown,
} from "./meeting.ts";
import { createInspector } from "./inspection.ts";
import { takeAllPictures } from "./pictures.ts";

const PICTURES = Deno.env.get("LECTERN_TEACHING_PICTURES");

/** A group with a host who has a password; everybody else may come and write. */
const CLASS = {
  "users": {
    "Chair": { "password": { "type": "plain", "key": "secret" }, "permissions": "op" },
  },
  "wildcard-user": { "password": { "type": "wildcard" }, "permissions": "message" },
  "auto-subgroups": true,
} as const;

const OPTIONS = { groups: { [GROUP]: CLASS } };

const HOST = { camera: false, microphone: false, password: "secret" };
const QUIET = { camera: false, microphone: false };

/** Waits until what matches says something; returns all of it. */
async function untilSays(person: Person, selector: string, words: string): Promise<string> {
  return await until(`"${words}" in ${selector} of ${person.name}`, async () => {
    const found = await person.page.$$eval(
      selector,
      (all) => all.map((one) => one.textContent ?? "").join(" | "),
    );
    return found.includes(words) && found;
  }, STEP_TIMEOUT_MS);
}

/** Fills in the join page, and does not wait for the room. */
async function knock(person: Person): Promise<void> {
  await fill(person, "Your name", person.name);
  await press(person, "Join");
  await untilShown(person, "Waiting for the host");
}

Deno.test("people wait at the door until a host lets them in, or sends them away", async () => {
  const hostile = `<img src=x onerror=alert(1)>\u202e${"x".repeat(400)}`;
  await meet(async ({ enter, open }) => {
    const { found, look } = createInspector();
    const chair = await enter("Chair", HOST);
    const ben = await open("Ben");
    await untilShown(ben, "The host lets people in");
    await knock(ben);
    await takeAllPictures(ben.page, PICTURES, "waiting");
    await look(ben.page, "waiting");
    await untilShown(chair, "Ben is waiting to come in");
    assertEquals(await ben.page.$(named("Leave")), null);

    const eve = await open(hostile);
    await knock(eve);
    await untilShown(chair, "2 people are waiting");
    await press(chair, "Members");
    await untilSays(chair, ".lobby", "<img src=x");
    assertEquals(await chair.page.$$eval(".lobby img", (all) => all.length), 0);
    await takeAllPictures(chair.page, PICTURES, "lobby");
    await look(chair.page, "lobby");

    await press(chair, "Let in: Ben");
    await ben.page.waitForSelector(named("Leave"));
    const away = await chair.page.waitForSelector(`.lobby [aria-label*="Send"]`);
    await away!.click();
    await fill(chair, "Reason", "Please come <b>tomorrow</b>");
    await press(chair, "Send away");
    await untilShown(eve, "The host has not let you in: Please come <b>tomorrow</b>");
    await untilGone(chair, ".lobby");

    await choose(chair, "More", "Let everybody in without waiting");
    await press(eve, "Join");
    await eve.page.waitForSelector(named("Leave"));
    await choose(chair, "More", "Let people wait at the door…");
    await press(chair, "Let them wait");
    await untilShown(chair, "Whoever comes now waits at the door.");
    const cat = await open("Cat");
    await knock(cat);
    await press(cat, "Stop waiting");
    await cat.page.waitForSelector(named("Join"));
    assertEquals(found, []);
  }, { groups: { [GROUP]: { ...CLASS, lobby: true, public: true } } });
});

Deno.test("a timer runs for all, a poll has a result, a list is kept, a hand gets the word", async () => {
  await meet(async ({ enter }) => {
    const { found, look } = createInspector();
    const chair = await enter("Chair", HOST);
    const ben = await enter("Ben", QUIET);
    const eve = await enter("=Eve()", QUIET);

    await choose(chair, "More", "Timer…");
    await takeAllPictures(chair.page, PICTURES, "timer-dialog");
    await look(chair.page, "timer-dialog");
    await press(chair, "5 minutes");
    for (const one of [chair, ben, eve]) await untilSays(one, '[data-sign="timer"]', "4:5");
    await chair.page.locator('[data-sign="timer"]').click();
    await look(chair.page, "timer");
    await press(chair, "Stop the clock");
    await press(chair, "One minute more");
    await untilSays(ben, '[data-sign="timer"]', "5:");
    await press(chair, "Close");

    await choose(chair, "More", "Poll…");
    await fill(chair, "Question", "Is a <i>flute</i> open at its end?");
    await fill(chair, "Answer 1", "Yes");
    await fill(chair, "Answer 2", "No");
    await press(chair, "Another answer");
    await fill(chair, "Answer 3", "Only at noon");
    await takeAllPictures(chair.page, PICTURES, "poll-asking");
    await look(chair.page, "poll-asking");
    await press(chair, "Ask");
    await untilShown(ben, "Chair asks: Is a <i>flute</i> open at its end?");
    await takeAllPictures(ben.page, PICTURES, "poll-asked");
    await look(ben.page, "poll-asked");
    await press(ben, "Answer");
    await ben.page.locator(named("Yes", "radio")).click();
    await takeAllPictures(ben.page, PICTURES, "poll-voted");
    await look(ben.page, "poll-voted");
    await eve.page.locator('[data-sign="poll"]').click();
    await eve.page.locator(named("No", "radio")).click();
    await eve.page.locator(named("Yes", "radio")).click();
    await chair.page.locator('[data-sign="poll"]').click();
    await untilSays(chair, ".poll-result", "2 people have answered");
    assertEquals(await ben.page.$(".poll-result"), null, "for hosts alone as yet");
    await press(chair, "End the poll and show the result");
    await untilSays(ben, ".poll-result", "2 (100%)");
    await takeAllPictures(ben.page, PICTURES, "poll-result");
    await look(ben.page, "poll-result");
    await press(chair, "Ask something else");
    await press(chair, "Close");
    await press(ben, "Close");
    await press(eve, "Close");
    await untilGone(ben, '[data-sign="poll"]');

    await choose(chair, "More", "Attendance list…");
    await press(chair, "Begin the list");
    await untilShown(ben, "Chair keeps a list of who is here and when.");
    await untilSays(chair, ".attendance", "=Eve()");
    await takeAllPictures(chair.page, PICTURES, "attendance");
    await look(chair.page, "attendance");
    await chair.page.evaluate(() => {
      const record = globalThis as { csv?: Promise<string> };
      const make = URL.createObjectURL;
      URL.createObjectURL = (blob) => {
        record.csv = (blob as Blob).text();
        return make.call(URL, blob);
      };
    });
    await press(chair, "Save as a file for spreadsheets (CSV)");
    const csv = await until(
      "the file",
      async () =>
        await chair.page.evaluate(async () => await (globalThis as { csv?: Promise<string> }).csv),
    );
    assert(csv.includes(`"'=Eve()",`), csv);
    await chair.page.reload();
    await joinRoom(chair, HOST);
    await untilSays(chair, '[data-sign="attendance"]', "Attendance list");
    await choose(chair, "More", "Attendance list…");
    await untilSays(chair, ".attendance", "Ben");
    await press(chair, "End the list");
    await untilGone(ben, '[data-sign="attendance"]');
    await press(chair, "Close");

    await press(ben, "Raise hand");
    await press(chair, "Members");
    await press(chair, "Let speak and show: Ben");
    await ben.page.waitForSelector(named("Unmute microphone"));
    await untilShown(ben, "Chair has lowered your hand.");

    await press(chair, "Actions for Ben");
    await chair.page.locator(named("Hand the group over…", "menuitem")).click();
    await look(chair.page, "hand-over");
    await press(chair, "Hand over");
    await untilShown(chair, "Ben is host now.");
    await press(ben, "More");
    await ben.page.waitForSelector(named("Timer…", "menuitem"));
    await press(chair, "More");
    assertEquals(await chair.page.$(named("Timer…", "menuitem")), null);
    assertEquals(found, []);
  }, OPTIONS);
});

Deno.test("a host sends people to subgroups, visits one, and calls everybody back", async () => {
  await meet(async ({ enter }) => {
    const { found, look } = createInspector();
    const chair = await enter("Chair", HOST);
    const ben = await enter("Ben", QUIET);
    const eve = await enter("Eve", QUIET);
    await choose(chair, "More", "Subgroups…");
    await chair.page.waitForSelector(named("Group of Ben", "combobox"));
    const places = await chair.page.$$eval(
      ".assignment select",
      (all) => all.map((one) => (one as HTMLSelectElement).value),
    );
    assertEquals(places.sort(), ["1", "2"]);
    for (const name of ["Ben", "Eve"]) {
      await chair.page.select(`select[aria-label="Group of ${name}"]`, name === "Ben" ? "1" : "2");
    }
    await takeAllPictures(chair.page, PICTURES, "subgroups-planning");
    await look(chair.page, "subgroups-planning");
    await press(chair, "Send people to their groups");
    await untilShown(ben, "You are in Group 1");
    await untilShown(eve, "You are in Group 2");
    await takeAllPictures(ben.page, PICTURES, "subgroup");
    await look(ben.page, "subgroup");
    await untilSays(ben, ".room-count", "1 person");

    await press(ben, "Back to the main group");
    await untilSays(ben, ".room-count", "2 people");
    await ben.page.reload();
    await joinRoom(ben, QUIET);
    await untilShown(ben, "You are in Group 1");

    await choose(chair, "More", "Subgroups…");
    await untilSays(chair, ".subgroups", "Ben");
    await fill(chair, "Say something to all groups", "Two more minutes");
    await press(chair, "Announce");
    for (const one of [ben, eve]) await untilShown(one, "Chair: Two more minutes");
    await takeAllPictures(chair.page, PICTURES, "subgroups-overview");
    await look(chair.page, "subgroups-overview");
    await press(chair, "Visit Group 2");
    await untilShown(chair, "You are in Group 2");
    await untilSays(chair, ".room-count", "2 people");
    await press(chair, "Back to the main group");

    await choose(chair, "More", "Subgroups…");
    await chair.page.waitForSelector(named("Call everybody back"));
    await look(chair.page, "subgroups");
    await press(chair, "Call everybody back");
    await untilShown(ben, "Back to the main group in");
    await takeAllPictures(ben.page, PICTURES, "called-back");
    await look(ben.page, "called-back");
    await press(ben, "Go now");
    await untilSays(ben, ".room-count", "2 people");
    const time = await chair.page.waitForSelector(named("In", "combobox"));
    await time!.select("0");
    await press(chair, "Call everybody back");
    await untilSays(eve, ".room-count", "3 people");
    assertEquals(await eve.page.$('[data-sign="place"]'), null);
    assertEquals(await eve.page.evaluate(() => lecternTest.errors), []);
    assertEquals(found, []);
  }, OPTIONS);
});
