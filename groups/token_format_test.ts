import { assert, assertEquals } from "../tests/assert.ts";
import { createRandom } from "../tests/random.ts";
import { checkJwt, isJwt } from "./jwt.ts";
import { createToken, tokenProblem, tokensOf } from "./token.ts";
import { parseToken, parseTokenFile, tokenToJson, writeTokenFile } from "./token_format.ts";

const FULL = createToken({
  token: "t",
  group: "a/b",
  includeSubgroups: true,
  username: "",
  permissions: ["present", "message"],
  expiresMs: Date.UTC(2027, 0, 1),
  notBeforeMs: Date.UTC(2026, 0, 1, 0, 0, 0, 5),
  issuedAtMs: 0,
  issuedBy: "jch",
});

Deno.test("a token is the same after writing and reading, with all fields and with the fewest", () => {
  for (const token of [FULL, createToken({ token: "t" })]) {
    const parsed = parseToken(JSON.stringify(tokenToJson(token)));
    assertEquals(parsed, { type: "token", token });
  }
});

Deno.test("an empty user name is not the same as none", () => {
  assert("username" in tokenToJson(FULL));
  assert(!("username" in tokenToJson({ ...FULL, username: null })));
});

for (
  const [text, message] of [
    ['{"token":"t","expires":"tomorrow"}', "must be a time such as"],
    ['{"token":"t","permissions":"present"}', '"permissions" must be a list'],
    ['{"token":"t","permissions":[""]}', "must not have an empty one"],
    ['{"token":"t","usrname":"x"}', 'did you mean "username"?'],
    ['{"token":', ""],
    ["[]", "must be an object"],
  ] as const
) {
  Deno.test(`what is wrong with ${text} is said`, () => {
    const parsed = parseToken(text);
    assert(parsed.type === "problem" && parsed.message.includes(message), JSON.stringify(parsed));
  });
}

Deno.test("of lines with the same name the last one counts; empty lines and line ends of Windows do no harm", () => {
  const file = parseTokenFile('{"token":"a"}\r\n\n{"token":"b"}\n{"token":"a","group":"g"}\n');
  assertEquals([...file.tokens.values()].map(({ token, group }) => `${token}${group}`), [
    "b",
    "ag",
  ]);
  assertEquals(file.strange, []);
});

Deno.test("strange lines come first in a file that is written anew, as they were", () => {
  const text = '{"token":"a","group":"","permissions":[]}\nrubbish\n';
  assertEquals(
    writeTokenFile(parseTokenFile(text)),
    'rubbish\n{"token":"a","group":"","permissions":[]}\n',
  );
});

Deno.test("tokens of a group come in the order of their ends, those without one first", () => {
  const tokens = [["c", 3], ["a", 1], ["n", null], ["b", 2]] as const;
  const all = tokens.map(([token, expiresMs]) => createToken({ token, group: "g", expiresMs }));
  const other = createToken({ token: "x", group: "g/sub" });
  assertEquals(tokensOf([...all, other], "g").map(({ token }) => token), ["n", "a", "b", "c"]);
});

Deno.test("a token for nobody, nowhere or with an endless name is not to be kept", () => {
  assertEquals(tokenProblem(FULL), null);
  for (const change of [{ token: "" }, { token: "x".repeat(600) }, { group: "../x" }]) {
    assert(tokenProblem({ ...FULL, ...change }) !== null);
  }
  assert(tokenProblem({ ...FULL, group: "", includeSubgroups: false }) !== null);
});

Deno.test("a token that says more than it needs to is not to be kept: the file holds those of all groups", () => {
  for (
    const change of [
      { username: "x".repeat(600) },
      { username: "../x" },
      { issuedBy: "x".repeat(600) },
      { permissions: Array.from({ length: 33 }, () => "present") },
      { permissions: ["x".repeat(65)] },
    ]
  ) assert(tokenProblem({ ...FULL, ...change }) !== null, JSON.stringify(change));
  assertEquals(tokenProblem({ ...FULL, username: null, issuedBy: null, permissions: [] }), null);
});

Deno.test("a line that was read before is not read again", () => {
  const first = parseTokenFile('{"token":"a"}\n{"token":"b"}\nrubbish\n');
  const second = parseTokenFile('{"token":"b"}\n{"token":"c"}\n', first.lines);
  assert(second.tokens.get("b") === first.tokens.get("b"));
  assertEquals([...second.tokens.keys()], ["b", "c"]);
  assertEquals([...second.lines.keys()], ['{"token":"b"}', '{"token":"c"}']);
  assertEquals(second.strange, []);
});

const WORDS = ['{"token":"t"', "}", "\n", '"expires":', '"2026-01-01T00:00:00Z"', ",", "[", "\\"];

Deno.test("whatever stands in a file of tokens, reading it does not throw", () => {
  const random = createRandom(1);
  for (let i = 0; i < 100_000; i++) {
    let text = "";
    for (let n = random.int(6); n >= 0; n--) text += WORDS[random.int(WORDS.length)]!;
    const file = parseTokenFile(text);
    if (i % 100 === 0) parseTokenFile(writeTokenFile(file));
  }
});

const PIECES = [".", "..", "e30", btoa('{"alg":"HS256"}'), btoa('{"alg":1}'), "=", "é", "AAAA", ""];

Deno.test("whatever is offered as a signed token, looking at it does not throw", async () => {
  const random = createRandom(2);
  const key = { kty: "oct", alg: "HS256", k: "A".repeat(43) };
  let checked = 0;
  for (let i = 0; i < 20_000; i++) {
    let text = "";
    for (let n = random.int(6); n >= 0; n--) text += PIECES[random.int(PIECES.length)]!;
    if (!isJwt(text)) continue;
    checked++;
    if (checked > 500) continue;
    const context = { group: "g", keys: [key], canonicalHost: "", nowMs: 0 };
    assertEquals((await checkJwt(text, context)).type, "invalid");
  }
  assert(checked > 10);
});
