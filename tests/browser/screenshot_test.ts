import { print } from "../print.ts";
import { untilMediaFlows } from "./media_stats.ts";
import { meet, named, type Person, press, receivedVideo, untilShown } from "./meeting.ts";
import { plantPortrait, type Portrait } from "./portrait.ts";

/** Where to put the picture; without it there is none. */
const PATH = Deno.env.get("LECTERN_SCREENSHOT");
const WHY = PATH ? "" : " (skipped: LECTERN_SCREENSHOT names no file)";

const PORTRAITS: Readonly<Record<string, Portrait>> = {
  "Dr. Clara Weiss": { wall: "#7d8fa8", clothes: "#2e3f5c", hair: "#3b2a20", skin: "#e3b894" },
  Amara: { wall: "#b58a63", clothes: "#9b2f3f", hair: "#17120f", skin: "#7a4a30" },
  Jonas: { wall: "#6f8f7a", clothes: "#3f6f5a", hair: "#b98a4a", skin: "#edc6a4" },
  Mei: { wall: "#a39abf", clothes: "#5a4a86", hair: "#14131a", skin: "#e8c39c" },
};

Deno.test({
  name: `a lecture with a slide, three listeners and a chat looks as in the README${WHY}`,
  ignore: !PATH,
  async fn() {
    await meet(async ({ enter }) => {
      const people: Person[] = [];
      for (const [name, portrait] of Object.entries(PORTRAITS)) {
        people.push(
          await enter(name, {
            microphone: people.length === 0,
            prepare: async (page) => void await page.evaluateOnNewDocument(plantPortrait, portrait),
          }),
        );
      }
      const [clara, amara, jonas] = people;
      await press(clara!, "Share screen");
      await untilMediaFlows(amara!.page, 4);
      await amara!.page.waitForSelector(receivedVideo("Dr. Clara Weiss", "screenshare"));
      for (
        const [who, text] of [
          [clara!, "The slides are on the course page."],
          [amara!, "Is the end of a flute a fixed end, then?"],
          [jonas!, "An open one, I think. Clara?"],
        ] as const
      ) {
        await press(who, "Chat");
        await who.page.locator(named("Message", "textbox")).fill(text);
        await press(who, "Send");
        await untilShown(amara!, text);
      }
      await amara!.page.screenshot({ path: PATH as `${string}.png` });
      print(`the picture is in ${PATH}`);
    });
  },
});
