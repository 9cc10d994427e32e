import { print } from "../print.ts";
import { untilFirstFrame, untilMediaFlows } from "./media_stats.ts";
import { meet } from "./meeting.ts";

Deno.test("Firefox and Chromium meet over TLS with the certificate made at the start", async () => {
  await meet(async ({ enter }) => {
    const ada = await enter("Ada", { browser: "chromium" });
    const ben = await enter("Ben", { browser: "firefox" });
    const toFirefoxMs = await untilFirstFrame(ben.page, "Ada");
    const inFirefox = await untilMediaFlows(ben.page, 1);
    const inChromium = await untilMediaFlows(ada.page, 1);
    print(
      `Firefox ↔ Chromium: ${inFirefox.framesDecoded} frames decoded in Firefox, ` +
        `${inChromium.framesDecoded} in Chromium`,
    );
    print(`Firefox: ${Math.round(toFirefoxMs)} ms from join to first frame`);
  }, { tls: true });
});
