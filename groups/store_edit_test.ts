import { assert, assertEquals } from "../tests/assert.ts";
import { createDescription } from "./description.ts";
import { demoDescriptions } from "./demo.ts";
import { MAX_FILE_BYTES } from "./read_file.ts";
import { createFileStore, createMemoryStore, type GroupStore } from "./store.ts";

const NEW = (etag: string | null) => etag === null;
const ANY = () => true;

async function inFolder(use: (store: GroupStore, folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  const store = createFileStore({
    folder,
    whenAbsent: demoDescriptions(),
    report: () => {},
    clock: () => 0,
  });
  try {
    await use(store, folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("creating needs that there is nothing, and makes a file for us alone", () =>
  inFolder(async (store, folder) => {
    const bad = await store.edit("test", (etag) => etag === '"x"', () => ({}));
    assertEquals(bad.type, "mismatch");
    const made = await store.edit("test", NEW, () => ({ displayName: "a" }));
    assert(made.type === "written" && made.created);
    assertEquals((await Deno.stat(`${folder}/test.json`)).mode! & 0o777, 0o600);
    assertEquals((await store.edit("test", NEW, () => ({}))).type, "mismatch");
  }));

Deno.test("an edit needs the right tag, and the next reading has the new definition at once", () =>
  inFolder(async (store) => {
    await store.read();
    const made = await store.edit("test", NEW, () => ({ displayName: "a" }));
    assert(made.type === "written");
    assertEquals((await store.read()).get("test")?.displayName, "a");
    const wrong = await store.edit("test", (etag) => etag === '"wrong"', () => ({}));
    assertEquals(wrong.type, "mismatch");
    const right = await store.edit(
      "test",
      (etag) => etag === made.etag,
      (current) => ({ ...current, displayName: "b" }),
    );
    assert(right.type === "written" && !right.created && right.etag !== made.etag);
    const found = await store.find("test");
    assertEquals([found?.description?.displayName, found?.etag], ["b", right.etag]);
    assertEquals((await store.read()).get("test")?.displayName, "b");
  }));

Deno.test("a group in a folder makes its folder; removing one leaves nothing of it", () =>
  inFolder(async (store, folder) => {
    await store.edit("dir/test", NEW, () => ({}));
    assertEquals((await Deno.stat(`${folder}/dir`)).mode! & 0o777, 0o700);
    assertEquals((await store.edit("dir/test", ANY, () => null)).type, "removed");
    assertEquals(await store.find("dir/test"), null);
    assertEquals([...Deno.readDirSync(`${folder}/dir`)].length, 0);
  }));

Deno.test("a YAML file stays one", () =>
  inFolder(async (store, folder) => {
    await Deno.writeTextFile(`${folder}/a.yaml`, "# hello\npublic: true\n");
    await store.edit("a", ANY, (current) => ({ ...current, contact: "me" }));
    assertEquals(
      await Deno.readTextFile(`${folder}/a.yaml`),
      "# hello\npublic: true\ncontact: me\n",
    );
  }));

Deno.test("names that climb, hide or mean nothing have no file", () =>
  inFolder(async (store) => {
    for (const name of ["../x", ".hidden", "a/.b", "", "/a", "a\\b"]) {
      assertEquals((await store.edit(name, ANY, () => ({}))).type, "illegal", name);
      assertEquals(await store.find(name), null, name);
    }
  }));

Deno.test("a name that no file can have, or none that is looked for, is an answer and not a failure", () =>
  inFolder(async (store, folder) => {
    await Deno.writeTextFile(`${folder}/file`, "");
    const deep = "a/".repeat(17) + "b";
    for (const name of ["x".repeat(251), "é".repeat(126), "file/inside", deep]) {
      assertEquals((await store.edit(name, ANY, () => ({}))).type, "illegal", name);
      assertEquals(await store.find(name), null, name);
    }
    for (const name of ["x".repeat(250), "é".repeat(125), deep.slice(2)]) {
      assertEquals((await store.edit(name, ANY, () => ({}))).type, "written", name);
      assert((await store.read()).has(name), name);
    }
  }));

Deno.test("a file that is no text, or too large, is in error; a pipe is no file", () =>
  inFolder(async (store, folder) => {
    await Deno.writeFile(`${folder}/latin.json`, Uint8Array.of(0x7b, 0x22, 0xe9, 0x22));
    await Deno.writeTextFile(`${folder}/huge.json`, " ".repeat(MAX_FILE_BYTES) + "{}");
    for (const name of ["latin", "huge"]) {
      assertEquals((await store.find(name))?.description, null);
      assertEquals((await store.edit(name, ANY, () => ({}))).type, "broken");
    }
    assertEquals((await store.edit("huge", ANY, () => null)).type, "removed");
    await Deno.symlink("loop.json", `${folder}/loop.json`);
    assertEquals((await store.find("loop"))?.description, null);
    await new Deno.Command("mkfifo", { args: [`${folder}/pipe.json`] }).output();
    assertEquals(await store.find("pipe"), null);
  }));

Deno.test("no file is written that is too large to be read", () =>
  inFolder(async (store, folder) => {
    await store.edit("a", NEW, () => ({ contact: "me" }));
    const large = await store.edit("a", ANY, () => ({ comment: "é".repeat(MAX_FILE_BYTES / 2) }));
    assert(large.type === "invalid" && large.problem.message.includes("4 MiB"), large.type);
    assertEquals(JSON.parse(await Deno.readTextFile(`${folder}/a.json`)), { contact: "me" });
  }));

Deno.test("edits that come at once all count", () =>
  inFolder(async (store) => {
    const names = Array.from({ length: 20 }, (_, i) => `u${i}`);
    await Promise.all(names.map((name) =>
      store.edit("g", ANY, (current) => {
        const users = current?.["users"] as Record<string, never> | undefined;
        return { ...current, users: { ...users, [name]: { permissions: "present" } } };
      })
    ));
    assertEquals([...(await store.find("g"))!.description!.users.keys()], names);
  }));

Deno.test("a file in error is found without a definition, not written over, and can be removed", () =>
  inFolder(async (store, folder) => {
    await Deno.writeTextFile(`${folder}/a.json`, "{");
    assertEquals((await store.find("a"))?.description, null);
    assertEquals((await store.edit("a", ANY, () => ({}))).type, "broken");
    assertEquals(await Deno.readTextFile(`${folder}/a.json`), "{");
    assertEquals((await store.edit("a", ANY, () => null)).type, "removed");
  }));

Deno.test("a disk that does not play along is a result, not an exception", () =>
  inFolder(async (store, folder) => {
    await Deno.mkdir(`${folder}/a.json`);
    const outcome = await store.edit("a", NEW, () => ({}));
    assertEquals(outcome.type, "failed");
    assertEquals(
      (await store.edit("other", NEW, () => ({}))).type,
      "written",
      "the next one goes on",
    );
  }));

Deno.test("a store in memory is edited in the same way", async () => {
  const store = createMemoryStore(new Map([["demo", createDescription({ public: true })]]));
  const found = (await store.find("demo"))!;
  assertEquals((await store.edit("demo", (etag) => etag === '"x"', () => ({}))).type, "mismatch");
  const outcome = await store.edit("demo", (etag) => etag === found.etag, () => ({ comment: "x" }));
  assert(outcome.type === "written");
  assertEquals((await store.read()).get("demo")?.comment, "x");
  assertEquals((await store.find("demo"))?.etag, outcome.etag);
  await store.edit("demo", ANY, () => null);
  assertEquals(await store.find("demo"), null);
});
