import { assert, assertEquals } from "../tests/assert.ts";
import { fuzz } from "../tests/random.ts";
import { MAX_DEPTH, type Source, type SourceValue } from "./source.ts";
import { parseJsonSource } from "./source_json.ts";

function parse(text: string): Source {
  const parsed = parseJsonSource(text);
  assert(parsed.type === "source", JSON.stringify(parsed));
  return parsed.source;
}

/** The value as `JSON.parse` would give it. */
function plain(value: SourceValue): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (!(value instanceof Map)) return value;
  return Object.fromEntries([...value].map(([key, item]) => [key, plain(item)]));
}

const SAMPLE = `{
  "a": [1, -2.5e3, true, false, null,
    "\\u00e9\\n\\"x\\""],
  "b": {
    "c": {}, "__proto__": []
  }
}`;

Deno.test("values are those of JSON.parse", () => {
  assertEquals(plain(parse(SAMPLE).root), JSON.parse(SAMPLE));
  for (const text of ['""', "0", "-0", "[]", " {} ", '"\\ud800"', "1E+2", "\ufeffnull"]) {
    assertEquals(plain(parse(text).root), JSON.parse(text.replace("\ufeff", "")), text);
  }
});

Deno.test("every value knows its line, and an unknown path has that of what is around it", () => {
  const source = parse(SAMPLE);
  const cases: [(string | number)[], number][] = [
    [[], 1],
    [["a"], 2],
    [["a", 4], 2],
    [["a", 5], 3],
    [["b"], 4],
    [["b", "c"], 5],
    [["b", "__proto__"], 5],
    [["b", "absent", "x"], 4],
    [["a", 99], 2],
  ];
  for (const [path, line] of cases) assertEquals(source.lineOf(path), line, path.join("."));
});

Deno.test("of a repeated key the last value counts, and its line", () => {
  const source = parse('{"a": 1,\n"a": 2}');
  assertEquals(plain(source.root), { a: 2 });
  assertEquals(source.lineOf(["a"]), 2);
});

for (
  const [text, line, message] of [
    ["", 1, "the end of the text stands where a value is due"],
    ['{\n"a": 1\n"b": 2}', 3, '"\\"" stands where a comma or } is due'],
    ['{\n"a": 1,\n}', 2, "remove the comma before }"],
    ["[1,\n2,\n]", 2, "remove the comma before ]"],
    ['{"a"\n1}', 2, '"1" stands where a colon is due'],
    ["{a: 1}", 1, '"a" stands where a field\'s name in quotes is due'],
    [
      "{\n// x\n}",
      2,
      "a comment, which JSON does not have, stands where a field's name in quotes is due",
    ],
    ['{"a": "x\n"}', 1, "the closing quote is missing on this line"],
    ['{\n"a": "\\q"}', 2, "a text has a control character or a bad escape in it: use \\\\ or \\n"],
    ["{}\n{}", 2, '"{" comes after the end of the value: remove it'],
    ["[01]", 1, '"1" stands where a comma or ] is due'],
    [
      "[" + "\n[".repeat(MAX_DEPTH + 1),
      MAX_DEPTH + 2,
      `more than ${MAX_DEPTH} levels are nested: flatten it`,
    ],
  ] as const
) {
  Deno.test(`${JSON.stringify(text.slice(0, 20))} is an error in line ${line}`, () => {
    assertEquals(parseJsonSource(text), { type: "problem", problem: { line, message } });
  });
}

Deno.test("a text of a million characters is read in one go", () => {
  const text = JSON.stringify("\\".repeat(1_000_000));
  assertEquals(plain(parse(text).root), "\\".repeat(1_000_000));
});

Deno.test("whatever comes, it accepts what JSON.parse accepts, and has a line for the rest", () => {
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();
  const samples = [SAMPLE, '{"users":{"a":{"password":"x","permissions":["op"]}}}', "[[[1]],{}]"]
    .map((text) => encoder.encode(text));
  let accepted = 0;
  fuzz(1, 160, samples, (buf, start, end) => {
    const text = decoder.decode(buf.subarray(start, end));
    const parsed = parseJsonSource(text);
    let expected: unknown;
    try {
      expected = JSON.parse(text);
    } catch {
      assert(parsed.type === "problem");
      const { line } = parsed.problem;
      assert(line >= 1 && line <= text.split("\n").length, `line ${line}`);
      return;
    }
    accepted++;
    assert(parsed.type === "source");
    assertEquals(JSON.stringify(plain(parsed.source.root)), JSON.stringify(expected));
  });
  assert(accepted > 1000, `only ${accepted} inputs were JSON`);
});
