import { OPEN_GROUP, startLectern } from "../lectern.ts";
import { until } from "../until.ts";
import { STEP_TIMEOUT_MS } from "./browsers.ts";
import { GROUP, meet, named, press, untilShown } from "./meeting.ts";
import { joinWithStockClient, takeFrontEndFrom } from "./stock_client.ts";

/** The folder of the stock web client, which is not part of this repository. */
const STATIC = Deno.env.get("GALENE_STATIC");
const WHY = STATIC ? "" : " (skipped: GALENE_STATIC names no folder of the stock client)";

const WORDS = "a standing wave ".repeat(5000);

Deno.test({
  name: `files go to and from the stock Galène web client, and reactions do not disturb it${WHY}`,
  ignore: !STATIC,
  async fn() {
    const lender = await startLectern({ groups: { [GROUP]: OPEN_GROUP } });
    const folder = await Deno.makeTempDir();
    await Deno.writeTextFile(`${folder}/from-ada.txt`, WORDS);
    try {
      await meet(async ({ server, enter, browser }) => {
        const stock = await joinWithStockClient(
          await browser("chromium"),
          `${server.origin}/group/${GROUP}/`,
          "Stock",
        );
        const complaints: string[] = [];
        stock.on("pageerror", (error) => complaints.push(String(error)));
        const ada = await enter("Ada", {
          camera: false,
          microphone: false,
          prepare: (page) => takeFrontEndFrom(page, lender.origin),
        });
        for (const page of [stock, ada.page]) {
          await page.evaluate(() => {
            const create = URL.createObjectURL;
            URL.createObjectURL = (content: Blob) => {
              content.text().then((text) => Reflect.set(globalThis, "saved", text));
              return create(content);
            };
          });
        }
        const untilSaved = (page: typeof stock) =>
          until("the whole file", async () => {
            return await page.evaluate(() => String(Reflect.get(globalThis, "saved"))) === WORDS;
          }, STEP_TIMEOUT_MS);

        await press(ada, "React");
        await ada.page.locator(named("Applause", "menuitem")).click();
        await press(ada, "Raise hand");

        await press(ada, "Members");
        await press(ada, "Actions for Stock");
        await ada.page.locator(named("Send a file…", "menuitem")).click();
        const field = await ada.page.waitForSelector(".files-chosen input[type=file]");
        await (field as unknown as { uploadFile(path: string): Promise<void> })
          .uploadFile(`${folder}/from-ada.txt`);
        await untilShown(ada, "from-ada.txt");
        await ada.page.locator(".dialog-actions .primary").click();
        await stock.locator("::-p-text(Accept)").click();
        await untilSaved(stock);
        await untilShown(ada, "Done");
        await press(ada, "Clear the list");

        // What its user would do by way of a menu and the system's dialogue.
        await stock.evaluate(`
          const [ada] = Object.entries(serverConnection.users).find(([, u]) => u.username === "Ada");
          serverConnection.sendFile(ada, new File(["a standing wave ".repeat(5000)], "from-stock.txt"));
        `);
        await press(ada, "Accept: from-stock.txt");
        await untilSaved(ada.page);
        await until("the stock client to be done", async () => {
          return await stock.evaluate(() => document.body.innerText.match(/Done\./g)?.length) === 2;
        }, STEP_TIMEOUT_MS);
        if (complaints.length > 0) throw new Error(complaints.join("\n"));
      }, { staticFolder: STATIC! });
    } finally {
      await lender.dispose();
      await Deno.remove(folder, { recursive: true });
    }
  },
});
