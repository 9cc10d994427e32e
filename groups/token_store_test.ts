import { assert, assertEquals } from "../tests/assert.ts";
import { createToken, type Token } from "./token.ts";
import { createTokenFileStore, MAX_TOKENS, type TokenStore } from "./token_store.ts";
import { writeTokenLine } from "./token_format.ts";

const ALICE = createToken({
  token: "a",
  group: "g",
  username: "alice",
  permissions: ["present"],
  expiresMs: 1_800_000_000_000,
  issuedBy: "jch",
});
const BOB: Token = { ...ALICE, token: "b", username: null };

interface Place {
  readonly path: string;
  readonly store: TokenStore;
  readonly reports: string[];
}

async function inFolder(use: (place: Place) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  const reports: string[] = [];
  const path = `${folder}/var/tokens.jsonl`;
  try {
    const report = (message: string) => void reports.push(message);
    await use({ path, store: createTokenFileStore({ path, report }), reports });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function put(store: TokenStore, token: Token): Promise<void> {
  assertEquals((await store.edit(token.token, () => true, () => token)).type, "done");
}

Deno.test("a file that is not there has no tokens; the first one makes it, for us alone", () =>
  inFolder(async ({ path, store }) => {
    assertEquals(await store.read(), { tokens: new Map(), etag: "" });
    await put(store, ALICE);
    assertEquals(await Deno.readTextFile(path), writeTokenLine(ALICE) + "\n");
    assertEquals((await Deno.stat(path)).mode! & 0o777, 0o600);
    assertEquals((await Deno.stat(path.replace("/tokens.jsonl", ""))).mode! & 0o777, 0o700);
  }));

Deno.test("a line is what Galène writes", () => {
  const { username: _, ...rest } = JSON.parse(writeTokenLine(BOB)) as Record<string, unknown>;
  assertEquals(rest, {
    token: "b",
    group: "g",
    permissions: ["present"],
    expires: "2027-01-15T08:00:00Z",
    issuedBy: "jch",
  });
});

Deno.test("an edited token is replaced in place, with the file's rights; removing the last removes the file", () =>
  inFolder(async ({ path, store }) => {
    await put(store, ALICE);
    await put(store, BOB);
    await put(store, { ...ALICE, permissions: [] });
    const names = [...(await store.read()).tokens.values()].map(({ token }) => token);
    assertEquals(names, ["a", "b"]);
    assertEquals((await Deno.stat(path)).mode! & 0o777, 0o600);
    for (const name of names) await store.edit(name, () => true, () => null);
    assertEquals(await Deno.lstat(path).catch(() => "gone"), "gone");
  }));

Deno.test("what others write to the file is seen at the next look", () =>
  inFolder(async ({ path, store }) => {
    await put(store, ALICE);
    const before = (await store.read()).etag;
    await Deno.writeTextFile(path, writeTokenLine(BOB) + "\n", { append: true });
    const after = await store.read();
    assertEquals([...after.tokens.keys()], ["a", "b"]);
    assert(after.etag !== before);
    await Deno.remove(path);
    assertEquals((await store.read()).tokens.size, 0);
  }));

Deno.test("half a line at the end costs nothing but itself, and a new token goes on a line of its own", () =>
  inFolder(async ({ path, store, reports }) => {
    await put(store, ALICE);
    await Deno.writeTextFile(path, '{"token":"half', { append: true });
    assertEquals([...(await store.read()).tokens.keys()], ["a"]);
    assert(reports[0]!.startsWith("line 2 of the file of tokens is left out: "), reports[0]);
    await put(store, BOB);
    await put(store, { ...BOB, permissions: [] });
    const again = createTokenFileStore({ path, report: () => {} });
    assertEquals([...(await again.read()).tokens.keys()], ["a", "b"]);
    assert(
      (await Deno.readTextFile(path)).includes('{"token":"half\n'),
      "the strange line is kept",
    );
  }));

Deno.test("a file that cannot be read keeps what was known, and a change fails with a reason", () =>
  inFolder(async ({ path, store, reports }) => {
    await put(store, ALICE);
    await Deno.remove(path);
    await Deno.mkdir(path);
    assertEquals([...(await store.read()).tokens.keys()], ["a"]);
    const outcome = await store.edit("b", () => true, () => BOB);
    assertEquals(outcome.type, "failed");
    assertEquals(reports.length, 1, "said once");
  }));

Deno.test("changes that come at once happen one after the other", () =>
  inFolder(async ({ store }) => {
    const names = Array.from({ length: 20 }, (_, i) => `t${i}`);
    await Promise.all(names.map((token) => put(store, { ...ALICE, token })));
    await Promise.all(names.slice(10).map((name) => store.edit(name, () => true, () => null)));
    assertEquals([...(await store.read()).tokens.keys()], names.slice(0, 10));
  }));

Deno.test("there is a last token", () =>
  inFolder(async ({ path, store }) => {
    await put(store, ALICE);
    const lines = Array.from(
      { length: MAX_TOKENS },
      (_, i) => writeTokenLine({ ...ALICE, token: `t${i}` }) + "\n",
    );
    await Deno.writeTextFile(path, lines.join(""));
    assertEquals((await store.edit("b", () => true, () => BOB)).type, "full");
  }));

Deno.test("the file grows no larger than can be read again, and may always shrink", () =>
  inFolder(async ({ path, store }) => {
    await put(store, ALICE);
    const filling = Array.from(
      { length: 11 },
      (_, i) => writeTokenLine({ ...BOB, token: `t${i}`, issuedBy: "x".repeat(1 << 20) }) + "\n",
    );
    await Deno.writeTextFile(path, filling.join(""));
    assertEquals((await store.edit("b", () => true, () => BOB)).type, "full");
    const longer = (token: Token | null) => ({ ...token!, issuedBy: "x".repeat(2 << 20) });
    assertEquals((await store.edit("t1", () => true, longer)).type, "full");
    const shorter = (token: Token | null) => ({ ...token!, issuedBy: null });
    assertEquals((await store.edit("t1", () => true, shorter)).type, "done");
    assertEquals((await store.edit("b", () => true, () => BOB)).type, "done");
  }));
