/**
 * Names and words that try to be more than text, in a room where somebody reads them.
 */
import { assert, assertEquals } from "../assert.ts";
import { join } from "../integration/galene_client.ts";
import { offerWith } from "../peer_sdp.ts";
import { OFFERS } from "../sdp_fixtures.ts";
import { GROUP, meet, press, untilShown } from "./meeting.ts";

const HOSTILE = `<img src=x onerror="window.taken=1">`;

const VALUES = [
  HOSTILE,
  `<script>window.taken = 2</script>`,
  `javascript:window.taken=3`,
  `https://example.org/"onmouseover="window.taken=4`,
  `</article><iframe srcdoc="<script>top.taken=5</script>">`,
  `\${window.taken=6}{{window.taken=7}}`,
];

Deno.test("markup in names, chat and labels is text to whoever reads it", async () => {
  await meet(async ({ server, enter }) => {
    const ada = await enter("Ada", { camera: false, microphone: false });
    await press(ada, "Chat");
    const eve = await join(server.origin, GROUP, HOSTILE);
    try {
      for (const kind of ["", "me"]) {
        for (const value of VALUES) {
          eve.send({ type: "chat", kind, source: eve.id, username: HOSTILE, value });
        }
      }
      const transport = {
        ice: { ufrag: "eves", pwd: "their-password-their-password" },
        fingerprint: { algorithm: "sha-256", value: Array(32).fill("AB").join(":") },
      };
      const sdp = offerWith(OFFERS.chromium.camera, transport);
      eve.send({ type: "offer", id: `id${HOSTILE}`, label: "camera", sdp });
      await eve.hear({ type: "answer" });
      for (const value of VALUES) await untilShown(ada, value);
      await ada.page.waitForSelector(`article.tile[data-direction="down"]`);
      await untilShown(ada, HOSTILE);

      const found = await ada.page.evaluate(() => ({
        taken: String(Reflect.get(globalThis, "taken")),
        elements: document.querySelectorAll("img[src=x], iframe, [onerror], [onmouseover]").length,
        scripts: [...document.scripts].filter((script) => script.src === "").length,
        links: [...document.links].map((link) => link.protocol),
      }));
      assertEquals(found.taken, "undefined");
      assertEquals([found.elements, found.scripts], [0, 0]);
      assert(found.links.every((protocol) => /^https?:$/.test(protocol)), found.links.join(" "));
      assertEquals(await ada.page.evaluate(() => lecternTest.errors), []);
    } finally {
      await eve.close();
    }
  });
});
