import { OPEN_GROUP, startLectern } from "../lectern.ts";
import { until } from "../until.ts";
import { untilMediaFlows } from "./media_stats.ts";
import { GROUP, meet, named, press, untilShown } from "./meeting.ts";
import { chatWithStockClient, joinWithStockClient, takeFrontEndFrom } from "./stock_client.ts";

/** The folder of the stock web client, which is not part of this repository. */
const STATIC = Deno.env.get("GALENE_STATIC");
const WHY = STATIC ? "" : " (skipped: GALENE_STATIC names no folder of the stock client)";

Deno.test({
  name: `the stock Galène web client and a Lectern user meet in a group${WHY}`,
  ignore: !STATIC,
  async fn() {
    // This server's own front end is the stock client; another one lends Lectern's.
    const lender = await startLectern({ groups: { [GROUP]: OPEN_GROUP } });
    try {
      await meet(async ({ server, enter, browser }) => {
        const stock = await joinWithStockClient(
          await browser("chromium"),
          `${server.origin}/group/${GROUP}/`,
          "Stock",
        );
        const ada = await enter("Ada", {
          prepare: (page) => takeFrontEndFrom(page, lender.origin),
        });
        await untilMediaFlows(stock, 1);
        await untilMediaFlows(ada.page, 1);
        await press(ada, "Chat");
        await chatWithStockClient(stock, "written in the stock client");
        await untilShown(ada, "written in the stock client");
        await ada.page.locator(named("Message", "textbox")).fill("written in Lectern");
        await press(ada, "Send");
        await until("the text in the stock client", async () => {
          return await stock.evaluate(() => document.body.innerText.includes("written in Lectern"));
        });
      }, { staticFolder: STATIC! });
    } finally {
      await lender.dispose();
    }
  },
});
