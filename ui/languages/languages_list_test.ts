import { assertEquals } from "../../tests/assert.ts";
import { chooseLanguage, languageOf, localeOf } from "./languages.ts";

Deno.test("a language is found by its code and by tags with regions and scripts", () => {
  assertEquals(["fr", "FR-ca", "zh-Hans-CN", "zh-TW", "ar-EG", "xx", ""].map(languageOf), [
    "fr",
    "fr",
    "zh",
    "zh",
    "ar",
    null,
    null,
  ]);
});

Deno.test("the person's choice counts first, then the browser's languages in their order", () => {
  assertEquals(chooseLanguage("de", ["fr"]), "de");
  assertEquals(chooseLanguage("", ["xx", "es-MX", "fr"]), "es");
  assertEquals(chooseLanguage("nonsense", ["xx"]), "en");
});

Deno.test("formats follow the region that the browser names, with digits as in the texts", () => {
  assertEquals(localeOf("en", ["de", "en-GB", "en-US"]), "en-GB");
  assertEquals(localeOf("fr", ["de"]), "fr");
  assertEquals(localeOf("ar", ["ar-EG"]), "ar-EG-u-nu-latn");
  assertEquals(localeOf("zh", ["zh-TW"]), "zh-Hans-TW");
  assertEquals(localeOf("de", ["de-!"]), "de");
});
