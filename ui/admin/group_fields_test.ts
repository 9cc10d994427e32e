import { assertEquals } from "../../tests/assert.ts";
import { createRandom } from "../../tests/random.ts";
import { fromLocalTime, readForm, SECTIONS, toLocalTime, writeForm } from "./group_fields.ts";
import { createForm } from "./group_form.ts";

const DEFINITION = {
  displayName: "Lecture",
  public: true,
  "max-clients": 12,
  expires: "2026-09-01T08:30:17.5+02:00",
  codecs: ["vp8", "opus"],
  suggest: ["microphone", "camera"],
  "odd-field": { of: "another version" },
};

Deno.test("a form that nobody touched says the same definition, to the second", () => {
  const written = writeForm(readForm(DEFINITION), DEFINITION);
  assertEquals(written.problems, []);
  assertEquals(written.definition, DEFINITION);
});

Deno.test("what is emptied goes, what is typed comes in the right type, what is unknown stays", () => {
  const form = createForm(DEFINITION);
  form.text("displayName").value = "  ";
  form.flag("public").value = false;
  form.flag("autolock").value = true;
  form.text("max-clients").value = " 0040 ";
  form.text("codecs").value = "VP9,  opus";
  form.text("suggest").value = "microphone";
  form.text("expires").value = "2030-01-02T03:04";
  const { definition, problems } = form.write(DEFINITION);
  assertEquals(problems, []);
  assertEquals(definition, {
    "odd-field": { of: "another version" },
    "max-clients": 40,
    expires: new Date("2030-01-02T03:04").toISOString().replace(".000", ""),
    autolock: true,
    codecs: ["vp9", "opus"],
    suggest: ["microphone"],
  });
});

Deno.test("what makes no sense is named field by field, and nothing of it is thrown", () => {
  const form = createForm({});
  form.text("max-clients").value = "a dozen";
  form.text("max-history-age").value = "-1";
  form.text("expires").value = "tomorrow";
  form.text("not-before").value = "2026-02-30T99:00";
  form.text("codecs").value = "vp8, divx";
  const fields = form.write({}).problems.map(({ field }) => field);
  assertEquals(fields, ["max-clients", "not-before", "expires", "max-history-age", "codecs"]);
});

Deno.test("a definition with fields of wrong types fills a form all the same", () => {
  const odd = { displayName: 7, public: "yes", expires: {}, codecs: "vp8", "max-clients": null };
  const values = readForm(odd);
  assertEquals(
    [values["displayName"], values["public"], values["expires"], values["codecs"]],
    ["7", false, "", ""],
  );
  assertEquals(writeForm(values, odd).definition, odd);
});

Deno.test("times go to the field and back, to the minute", () => {
  const random = createRandom(5);
  for (let i = 0; i < 1000; i++) {
    const iso = new Date(random.int(4_000_000) * 1000 * 60).toISOString().replace(".000", "");
    // In a zone that puts clocks back, one of two moments has the other's name.
    const again = fromLocalTime(toLocalTime(iso))!;
    assertEquals(toLocalTime(again), toLocalTime(iso));
  }
  assertEquals(toLocalTime("never"), "");
});

Deno.test("no field stands twice, and whatever is typed comes to a definition or problems", () => {
  const names = SECTIONS.flatMap(({ fields }) => fields.map(({ name }) => name));
  assertEquals(new Set(names).size, names.length);
  const random = createRandom(6);
  const pieces = ["", " ", "1", "-", "vp8", ",", "2026-01-01T00:00", "<b>", "\u202e", "é"];
  for (let i = 0; i < 20_000; i++) {
    const values = Object.fromEntries(names.map((name) => [
      name,
      random.int(5) === 0 ? random.int(2) === 0 : pieces[random.int(pieces.length)]! +
        pieces[random.int(pieces.length)]!,
    ]));
    writeForm(values, DEFINITION);
  }
});
