import { computed } from "@preact/signals";
import { assertEquals } from "../../tests/assert.ts";
import { createMessages, type Load } from "./message.ts";

const english = {
  product: "Lectern",
  chat: { title: "Chat", deep: { to: (name: string) => `To ${name}` }, send: "Send" },
};

type English = typeof english;

/** As when the English texts have grown since the translation was written. */
const lacking = { chat: { title: "Causette", deep: {} } } as unknown as Awaited<
  ReturnType<Load<English>>
>;
const none: Load<English> = () => Promise.resolve({});

function createTexts() {
  return createMessages(english, {
    fr: () => Promise.resolve(lacking),
    de: () => Promise.reject(new Error("no network")),
    es: none,
    zh: none,
    ar: none,
  });
}

Deno.test("texts follow the language, and what a language lacks is English", async () => {
  const { text, prepare } = createTexts();
  const heading = computed(() => text.chat.title);
  assertEquals([heading.value, text.chat.send], ["Chat", "Send"]);
  const use = await prepare("fr");
  assertEquals(heading.value, "Chat");
  use();
  assertEquals([heading.value, text.chat.send, text.product], ["Causette", "Send", "Lectern"]);
  assertEquals(text.chat.deep.to("Ada"), "To Ada");
  (await prepare("en"))();
  assertEquals(heading.value, "Chat");
});

Deno.test("a language that cannot be fetched changes nothing", async () => {
  const { text, prepare } = createTexts();
  const outcome = await prepare("de").then(() => "there", () => "not there");
  assertEquals([outcome, text.chat.title], ["not there", "Chat"]);
});
