import { assertEquals } from "../tests/assert.ts";
import {
  createHasher,
  createPassword,
  matchPassword,
  type Password,
  passwordFault,
} from "./password.ts";

// The vector for PBKDF2-HMAC-SHA-256 of RFC 7914, section 11.
const RFC7914: Partial<Password> = {
  type: "pbkdf2",
  hash: "sha-256",
  key: "55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc" +
    "49ca9cccf179b645991664b39d77ef317c71b845b1e30bd509112041d3a19783",
  salt: "73616c74",
  iterations: 1,
};

async function match(stored: Partial<Password>, offered: string): Promise<string> {
  return (await matchPassword(createPassword(stored), offered, createHasher())).type;
}

Deno.test("PBKDF2 derives the key that RFC 7914 gives", async () => {
  assertEquals(await match(RFC7914, "passwd"), "match");
  assertEquals(await match(RFC7914, "passwD"), "mismatch");
});

Deno.test("hex in capitals is the same key", async () => {
  assertEquals(await match({ ...RFC7914, key: RFC7914.key!.toUpperCase() }, "passwd"), "match");
});

Deno.test("an empty derived key matches nothing, not even the empty password", async () => {
  assertEquals(await match({ ...RFC7914, key: "" }, ""), "broken");
});

Deno.test("the wildcard matches anything", async () => {
  for (const offered of ["", "x", "\ud800", "x".repeat(100_000)]) {
    assertEquals(await match({ type: "wildcard" }, offered), "match");
  }
});

Deno.test("a stored password that cannot work says what is wrong with it", () => {
  const cases: [Partial<Password>, string | null][] = [
    [{ type: "plain", key: "x" }, null],
    [{ type: "wildcard" }, null],
    [RFC7914, null],
    [{ type: "bcrypt", key: "$2a$10$afOr2f33onT" }, "malformed bcrypt hash"],
    [
      { type: "bcrypt", key: `$2a$17$${"a".repeat(53)}` },
      "the cost of the bcrypt hash must be 16 at most",
    ],
    [{ ...RFC7914, iterations: 4e9 }, "iterations must be from 1 to 20000000"],
    [{ ...RFC7914, iterations: 10_000_001 }, "iterations must be from 1 to 20000000"],
    [{ type: "scrypt", key: "x" }, "unknown password type"],
    [{ ...RFC7914, hash: "md5" }, "unknown hash type"],
    [{ ...RFC7914, salt: "xyz" }, "key and salt must be hexadecimal"],
    [{ ...RFC7914, key: "abc" }, "key and salt must be hexadecimal"],
    [{ ...RFC7914, iterations: 0 }, "iterations must be from 1 to 20000000"],
    [{ ...RFC7914, key: "ab".repeat(10_000) }, "the key is too long"],
  ];
  for (const [stored, fault] of cases) {
    assertEquals(passwordFault(createPassword(stored)), fault, JSON.stringify(stored));
  }
});

Deno.test("no more hashes run at once than allowed, others wait in order, too many are turned away", async () => {
  const hasher = createHasher({ maxRunning: 1, maxWaiting: 2 });
  const order: number[] = [];
  const stored = createPassword(RFC7914);
  const outcomes = await Promise.all(
    [0, 1, 2, 3].map(async (i) => {
      const { type } = await matchPassword(stored, "passwd", hasher);
      order.push(i);
      return type;
    }),
  );
  assertEquals(outcomes, ["match", "match", "match", "busy"]);
  assertEquals(order.filter((i) => i !== 3), [0, 1, 2]);
  assertEquals([hasher.running, hasher.waiting.length], [0, 0]);
});

Deno.test("a plain password is compared although all hashes are taken", async () => {
  const hasher = createHasher({ maxRunning: 0, maxWaiting: 0 });
  const stored = createPassword({ type: "plain", key: "x" });
  assertEquals((await matchPassword(stored, "x", hasher)).type, "match");
});

const BCRYPT: Password = createPassword({
  type: "bcrypt",
  key: "$2a$10$afOr2f33onT/nDFFyT3mbOq5FMSw1wWXfyTXQTBMbKvZpBkoD3Qwu",
});

Deno.test("what has matched is not computed again, what has not is", async () => {
  const compared: string[] = [];
  const hasher = createHasher({
    compareBcrypt: (offered) => {
      compared.push(offered);
      return Promise.resolve(offered === "pass");
    },
  });
  for (const offered of ["pass", "bad", "pass", "bad", "pass"]) {
    const { type } = await matchPassword(BCRYPT, offered, hasher);
    assertEquals(type, offered === "pass" ? "match" : "mismatch");
  }
  assertEquals(compared, ["pass", "bad", "bad"]);
  const other = { ...BCRYPT, key: BCRYPT.key!.replace("Qwu", "Qwv") };
  await matchPassword(other, "pass", hasher);
  assertEquals(compared.length, 4);
});

Deno.test("a limited number of matches is remembered, the oldest is forgotten first", async () => {
  let compared = 0;
  const hasher = createHasher({ compareBcrypt: () => Promise.resolve(++compared > 0) });
  for (let i = 0; i <= 256; i++) await matchPassword(BCRYPT, `${i}`, hasher);
  await matchPassword(BCRYPT, "256", hasher);
  assertEquals([compared, hasher.matched.size], [257, 256]);
  await matchPassword(BCRYPT, "0", hasher);
  assertEquals(compared, 258);
});

Deno.test("a comparison that fails makes the stored password a broken one, and gives its place back", async () => {
  const hasher = createHasher({ compareBcrypt: () => Promise.reject(new Error("no")) });
  const outcome = await matchPassword(BCRYPT, "pass", hasher);
  assertEquals(outcome, { type: "broken", reason: "no" });
  assertEquals([hasher.running, hasher.matched.size], [0, 0]);
});
