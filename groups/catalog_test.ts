import { assert, assertEquals } from "../tests/assert.ts";
import {
  type Catalog,
  createCatalog,
  type FileContent,
  type FileFacts,
  type Listing,
  needsReading,
  report,
  updateCatalog,
} from "./catalog.ts";

const LONG_AGO = 0;
const NOW = 1_000_000;

function facts(path: string, stamp: string, changedMs = LONG_AGO): FileFacts {
  return { path, name: path.replace(/\.\w+$/, ""), format: "json", stamp, changedMs };
}

/** Takes over a listing whose files have these texts. Returns what was said, in short. */
function update(
  catalog: Catalog,
  files: [FileFacts, string | null][],
  more: Partial<Listing> = {},
): string[] {
  const contents = new Map<string, FileContent>();
  for (const [file, text] of files) {
    if (!needsReading(catalog, file)) continue;
    contents.set(
      file.path,
      text === null ? { type: "unreadable", reason: "no" } : { type: "text", text },
    );
  }
  const listing = { files: files.map(([file]) => file), unread: [], reports: [], ...more };
  return updateCatalog(catalog, listing, contents, NOW)
    .map(({ level, file, line, reason }) => `${level} ${file} ${line} ${reason}`);
}

function name(catalog: Catalog, group: string): string | null | undefined {
  const description = catalog.descriptions.get(group);
  return description && description.displayName;
}

Deno.test("as long as nothing changes the definitions are the same map", () => {
  const catalog = createCatalog(new Map());
  update(catalog, [[facts("a", "1"), '{"displayName": "A"}']]);
  const before = catalog.descriptions;
  assertEquals(needsReading(catalog, facts("a", "1")), false);
  update(catalog, [[facts("a", "1"), '{"displayName": "unseen"}']]);
  assert(catalog.descriptions === before);
  update(catalog, [[facts("a", "2"), '{"displayName": "A"}']]);
  assert(catalog.descriptions === before, "the same text with another stamp is no change");
  update(catalog, [[facts("a", "3"), '{"displayName": "B"}']]);
  assertEquals(name(catalog, "a"), "B");
});

Deno.test("a file in error keeps its last good definition, is reported once, and touches no other", () => {
  const catalog = createCatalog(new Map());
  update(catalog, [[facts("a", "1"), '{"displayName": "A"}'], [facts("b", "1"), "{}"]]);
  const b = catalog.descriptions.get("b");
  const said = update(catalog, [
    [facts("a", "2"), '{\n"displayName": 5}'],
    [facts("b", "2"), '{"displayName": "B"}'],
  ]);
  assertEquals(said, [
    'error a 2 "displayName" must be text, not a number: put it in quotes',
  ]);
  assertEquals([name(catalog, "a"), name(catalog, "b")], ["A", "B"]);
  assert(catalog.descriptions.get("b") !== b);
  assertEquals(update(catalog, [[facts("a", "2"), ""], [facts("b", "2"), ""]]), []);
  assertEquals(update(catalog, [[facts("a", "3"), '{"displayName": "A2"}']]), []);
  assertEquals(name(catalog, "a"), "A2");
});

Deno.test("an error that comes back after a repair is reported again", () => {
  const catalog = createCatalog(new Map());
  assertEquals(update(catalog, [[facts("a", "1"), "{"]]).length, 1);
  update(catalog, [[facts("a", "2"), "{}"]]);
  assertEquals(update(catalog, [[facts("a", "3"), "{"]]).length, 1);
});

Deno.test("a file that never was good takes its group's place without a definition", () => {
  const catalog = createCatalog(new Map());
  update(catalog, [[facts("a", "1"), "{"]]);
  assertEquals(name(catalog, "a"), null);
});

Deno.test("a file that cannot be read keeps its definition and is tried again", () => {
  const catalog = createCatalog(new Map());
  update(catalog, [[facts("a", "1"), '{"displayName": "A"}']]);
  assertEquals(update(catalog, [[facts("a", "2"), null]]), ["error a null no"]);
  assertEquals(name(catalog, "a"), "A");
  assert(needsReading(catalog, facts("a", "2")));
});

Deno.test("a file that changed just now is read again, for its stamp may not show the next change", () => {
  const catalog = createCatalog(new Map());
  const fresh = facts("a", "1", NOW - 100);
  update(catalog, [[fresh, '{"displayName": "A"}']]);
  update(catalog, [[fresh, '{"displayName": "B"}']]);
  assertEquals(name(catalog, "a"), "B");
});

Deno.test("a file that has gone takes its definition along, unless its folder could not be read", () => {
  const catalog = createCatalog(new Map());
  update(catalog, [[facts("x/a", "1"), "{}"], [facts("y/a", "1"), "{}"], [facts("z", "1"), "{}"]]);
  update(catalog, [], { unread: ["x"], reports: [report("warn", "m", "x", "r")] });
  assertEquals([...catalog.descriptions.keys()], ["x/a"]);
});

Deno.test("of two files for a group the first counts, and the other is reported", () => {
  const catalog = createCatalog(new Map());
  const said = update(catalog, [
    [facts("a.json", "1"), '{"displayName": "json"}'],
    [facts("a.yaml", "1"), '{"displayName": "yaml"}'],
  ]);
  assertEquals(said, ["warn a.yaml null a.json defines this group: remove one"]);
  assertEquals(name(catalog, "a"), "json");
});

Deno.test("warnings are said once, and the definition holds", () => {
  const catalog = createCatalog(new Map());
  const text = '{"displayName": "A",\n"allow-anonymous": true}';
  assertEquals(update(catalog, [[facts("a", "1"), text]]).length, 1);
  assertEquals(update(catalog, [[facts("a", "1"), text]]).length, 0);
  assertEquals(name(catalog, "a"), "A");
});
