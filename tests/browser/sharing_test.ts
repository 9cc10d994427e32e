import { until } from "../until.ts";
import { untilMediaFlows } from "./media_stats.ts";
import { meet, press, receivedVideo, untilGone, widthOf } from "./meeting.ts";

Deno.test("a shared screen is seen by the others beside the camera, and ends when it is stopped", async () => {
  await meet(async ({ enter }) => {
    const ada = await enter("Ada");
    const ben = await enter("Ben", { camera: false });
    await untilMediaFlows(ben.page, 1);
    await press(ada, "Share screen");
    await untilMediaFlows(ben.page, 2);
    const screen = receivedVideo("Ada", "screenshare");
    await until("a picture of the screen", async () => await widthOf(ben, screen) > 0);
    await press(ada, "Stop sharing");
    await untilGone(ben, screen);
    await untilMediaFlows(ben.page, 1);
  });
});
