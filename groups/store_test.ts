import { assert, assertEquals, assertMatch, assertStringIncludes } from "../tests/assert.ts";
import type { StoreReport } from "./catalog.ts";
import { createDescription } from "./description.ts";
import { demoDescriptions } from "./demo.ts";
import type { Descriptions } from "./directory.ts";
import { MAX_FILE_BYTES } from "./read_file.ts";
import { checkGroupsFolder, createFileStore, createMemoryStore, type GroupStore } from "./store.ts";

interface World {
  readonly folder: string;
  readonly store: GroupStore;
  readonly reports: StoreReport[];
  /** Lets a second pass. */
  tick(): void;
  write(name: string, text: string): void;
}

/** Runs a test with a store over a folder of its own. */
function withFolder(run: (world: World) => Promise<void>): () => Promise<void> {
  return async () => {
    const folder = await Deno.makeTempDir();
    let nowMs = Date.now();
    const reports: StoreReport[] = [];
    const store = createFileStore({
      folder,
      whenAbsent: demoDescriptions(),
      report: (each) => reports.push(each),
      clock: () => nowMs,
    });
    const write = (name: string, text: string) => {
      const path = `${folder}/${name}`;
      Deno.mkdirSync(path.slice(0, path.lastIndexOf("/")), { recursive: true });
      Deno.writeTextFileSync(path, text);
    };
    try {
      await run({ folder, store, reports, write, tick: () => nowMs += 1000 });
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  };
}

function names(descriptions: Descriptions): string[] {
  return [...descriptions.keys()].sort();
}

Deno.test(
  "files of all extensions are found in all folders, others and hidden ones are not",
  withFolder(async ({ store, write, reports }) => {
    write("a.json", "{}");
    write("b.yaml", "public: true");
    write("c/d.yml", "displayName: D");
    write("c/e/f.json", "{}");
    write("README.md", "hello");
    write("g.json~", "{");
    write(".hidden.json", "{}");
    write(".git/h.json", "{}");
    assertEquals(names(await store.read()), ["a", "b", "c/d", "c/e/f"]);
    assertEquals(reports, []);
  }),
);

Deno.test(
  "an edit is noticed after a second, and no sooner",
  withFolder(async ({ store, write, tick }) => {
    write("a.json", '{"displayName": "one"}');
    const before = await store.read();
    write("a.json", '{"displayName": "two"}');
    write("b.json", "{}");
    assert(await store.read() === before);
    tick();
    const after = await store.read();
    assertEquals(after.get("a")?.displayName, "two");
    assertEquals(names(after), ["a", "b"]);
  }),
);

Deno.test(
  "a removed file is noticed, and nothing else is anew",
  withFolder(async ({ store, write, tick, folder }) => {
    write("a.json", "{}");
    write("b.json", "{}");
    const before = await store.read();
    await Deno.remove(`${folder}/a.json`);
    tick();
    const after = await store.read();
    assertEquals(names(after), ["b"]);
    assert(after.get("b") === before.get("b"));
  }),
);

Deno.test(
  "a broken file is reported with path, line and reason while every other group goes on",
  withFolder(async ({ store, write, tick, folder, reports }) => {
    write("a.json", '{"displayName": "good"}');
    write("b.json", '{"displayName": "B"}');
    await store.read();
    write("a.json", '{"displayName": "bad",\n"publik": true}');
    write("c.yaml", "users: [");
    tick();
    const descriptions = await store.read();
    assertEquals(descriptions.get("a")?.displayName, "good");
    assertEquals(descriptions.get("b")?.displayName, "B");
    assertEquals(descriptions.get("c"), null);
    assertEquals(reports.map(({ file, line }) => [file, line]), [
      [`${folder}/a.json`, 2],
      [`${folder}/c.yaml`, 1],
    ]);
    assertStringIncludes(reports[0]!.reason, 'did you mean "public"?');
    tick();
    await store.read();
    assertEquals(reports.length, 2);
  }),
);

Deno.test(
  "links that lead in circles or nowhere, pipes, and huge or binary files do no harm",
  withFolder(async ({ store, write, folder, reports }) => {
    write("x/a.json", "{}");
    await Deno.symlink("..", `${folder}/x/up`);
    await Deno.symlink(".", `${folder}/self`);
    await Deno.symlink("nowhere", `${folder}/dangling.json`);
    await Deno.symlink("loop.json", `${folder}/loop.json`);
    await Deno.symlink("x/a.json", `${folder}/linked.json`);
    const made = await new Deno.Command("mkfifo", { args: [`${folder}/pipe.json`] }).output();
    assert(made.success);
    write("huge.json", " ".repeat(MAX_FILE_BYTES + 1));
    await Deno.writeFile(`${folder}/binary.json`, new Uint8Array([0x7b, 0xff, 0x7d]));
    const descriptions = await store.read();
    assertEquals(names(descriptions), ["binary", "huge", "linked", "x/a"]);
    assertEquals([descriptions.get("huge"), descriptions.get("binary")], [null, null]);
    const said = new Map(reports.map(({ file, reason }) => [file.slice(folder.length), reason]));
    assertMatch(said.get("/huge.json") ?? "", /larger than 4 MiB/);
    assertMatch(said.get("/binary.json") ?? "", /not in UTF-8/);
    assertEquals([...said.keys()].sort(), [
      "/binary.json",
      "/dangling.json",
      "/huge.json",
      "/loop.json",
    ]);
  }),
);

Deno.test(
  "folders are followed to a limited depth",
  withFolder(async ({ store, write, reports }) => {
    write(`${"d/".repeat(10)}a.json`, "{}");
    write(`${"e/".repeat(40)}a.json`, "{}");
    assertEquals(names(await store.read()), [`${"d/".repeat(10)}a`]);
    assertEquals(reports.length, 1);
  }),
);

Deno.test(
  "a file whose name no group can have is reported",
  withFolder(async ({ store, write, reports }) => {
    write("a\\b.json", "{}");
    assertEquals(names(await store.read()), []);
    assertEquals(reports.length, 1);
  }),
);

Deno.test(
  "as long as the folder has never been there, there is the demo group, and then what it holds",
  withFolder(async ({ store, write, tick, folder, reports }) => {
    await Deno.remove(folder, { recursive: true });
    const demo = (await store.read()).get("demo");
    assertEquals([demo?.displayName, demo?.public, demo?.wildcardUser?.permissions], [
      "Demo",
      true,
      "present",
    ]);
    write("a.json", "{}");
    tick();
    assertEquals(names(await store.read()), ["a"]);
    assertEquals(reports, []);
  }),
);

Deno.test(
  "a folder that goes away for a while leaves all groups as they were, and is reported once",
  withFolder(async ({ store, write, tick, folder, reports }) => {
    write("a.json", "{}");
    const before = await store.read();
    await Deno.rename(folder, `${folder}-away`);
    for (let i = 0; i < 3; i++) {
      tick();
      assert(await store.read() === before);
    }
    await Deno.rename(`${folder}-away`, folder);
    assertEquals(reports.length, 1);
    tick();
    assert(await store.read() === before);
  }),
);

Deno.test(
  "an empty folder has no groups, not even the demo",
  withFolder(async ({ store }) => {
    assertEquals(names(await store.read()), []);
  }),
);

Deno.test(
  "several who read at once share one look",
  withFolder(async ({ store, write }) => {
    write("a.json", "{}");
    const [first, second] = await Promise.all([store.read(), store.read()]);
    assert(first === second);
    assertEquals(names(first!), ["a"]);
  }),
);

Deno.test(
  "a folder that cannot be used is refused in one sentence",
  withFolder(async ({ folder, write }) => {
    assertEquals(await checkGroupsFolder(folder), null);
    assertEquals(
      await checkGroupsFolder(`${folder}/absent`),
      `The groups folder ${folder}/absent cannot be read: it is not there.`,
    );
    write("file", "");
    assertMatch(await checkGroupsFolder(`${folder}/file`) ?? "", /^The groups folder .*\.$/);
  }),
);

Deno.test("the examples load without a word", async () => {
  const reports: StoreReport[] = [];
  const store = createFileStore({
    folder: new URL("../examples/groups", import.meta.url).pathname,
    whenAbsent: new Map(),
    report: (each) => reports.push(each),
    clock: () => 0,
  });
  const descriptions = await store.read();
  assertEquals(reports, []);
  assertEquals(names(descriptions), ["course/practical", "lecture", "meeting"]);
  assertEquals(descriptions.get("lecture")?.users.get("lecturer")?.permissions, "op");
  assertEquals(descriptions.get("meeting")?.autoSubgroups, true);
  assertEquals(descriptions.get("course/practical")?.autokick, true);
});

Deno.test("a store in memory has what it is given, and a new map after each change", async () => {
  const store = createMemoryStore(new Map([["a", createDescription()]]));
  const before = await store.read();
  store.set("b", createDescription());
  store.set("a", null);
  assertEquals(names(before), ["a"]);
  assertEquals(names(await store.read()), ["b"]);
});
