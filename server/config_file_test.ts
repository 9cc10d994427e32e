import { assert, assertEquals, assertRejects, assertStringIncludes } from "../tests/assert.ts";
import { openConfigFile } from "./config_file.ts";
import { createLog } from "./log.ts";

/** A folder, a way to write into it, and the log that the configuration of it leaves. */
async function withFolder(
  use: (folder: string, lines: string[], open: () => ReturnType<typeof openConfigFile>) => unknown,
) {
  const folder = await Deno.makeTempDir();
  const lines: string[] = [];
  const log = createLog({
    level: "info",
    format: "text",
    clock: () => 0,
    write: (line) => void lines.push(line),
  });
  try {
    await use(folder, lines, () => openConfigFile(folder, log));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("a change of the file holds after the next look, and is logged once", () =>
  withFolder(async (folder, lines, open) => {
    const file = await open();
    assertEquals(file.config().writableGroups, false);
    await Deno.writeTextFile(`${folder}/config.json`, '{"writableGroups": true}');
    await file.refresh();
    assertEquals(file.config().writableGroups, true);
    await file.refresh();
    assertEquals(lines.length, 1);
    assertStringIncludes(lines[0]!, "has been read again");
  }));

Deno.test("a broken edit keeps what the file said, says so once, and its repair is taken over", () =>
  withFolder(async (folder, lines, open) => {
    await Deno.writeTextFile(`${folder}/config.json`, '{"canonicalHost": "a.example.org"}');
    const file = await open();
    await Deno.writeTextFile(`${folder}/config.json`, '{\n"canonicalHost": 5}');
    await file.refresh();
    await file.refresh();
    assertEquals(file.config().canonicalHost, "a.example.org");
    assertEquals(lines.length, 1);
    assertStringIncludes(lines[0]!, "still holds");
    assertStringIncludes(lines[0]!, "config.json, line 2");
    await Deno.writeTextFile(`${folder}/config.json`, '{"canonicalHost": "b.example.org"}');
    await file.refresh();
    assertEquals(file.config().canonicalHost, "b.example.org");
    await Deno.writeTextFile(`${folder}/config.json`, "{");
    await file.refresh();
    assertEquals(lines.length, 3, "the next fault is said again");
  }));

Deno.test("a file that was put back as it was says nothing", () =>
  withFolder(async (folder, lines, open) => {
    await Deno.writeTextFile(`${folder}/config.json`, "{}");
    const file = await open();
    await Deno.writeTextFile(`${folder}/config.json`, "{");
    await file.refresh();
    await Deno.writeTextFile(`${folder}/config.json`, "{}");
    await file.refresh();
    await Deno.writeTextFile(`${folder}/config.json`, "{");
    await file.refresh();
    assertEquals(lines.length, 2);
  }));

Deno.test("a file that is gone for a moment is being written; one that stays away says nothing any more", () =>
  withFolder(async (folder, _lines, open) => {
    const text = '{"writableGroups": true}';
    await Deno.writeTextFile(`${folder}/config.json`, text);
    const file = await open();
    await Deno.remove(`${folder}/config.json`);
    await file.refresh();
    assertEquals(file.config().writableGroups, true);
    await Deno.writeTextFile(`${folder}/config.json`, text);
    await file.refresh();
    await Deno.remove(`${folder}/config.json`);
    await file.refresh();
    assertEquals(file.config().writableGroups, true);
    await file.refresh();
    assertEquals(file.config().writableGroups, false);
  }));

Deno.test("YAML does as well; beside JSON it has no effect, which is said", () =>
  withFolder(async (folder, lines, open) => {
    await Deno.writeTextFile(
      `${folder}/config.yaml`,
      "# ours\nwritableGroups: true\nlimits:\n  chatLength: 500\n",
    );
    const file = await open();
    assert(file.config().writableGroups);
    assertEquals(file.config().limits.chatLength, 500);
    await Deno.writeTextFile(`${folder}/config.json`, "{}");
    await file.refresh();
    assertEquals(file.config().writableGroups, false);
    assertStringIncludes(lines.at(-1)!, "config.yaml has no effect");
  }));

Deno.test("nothing starts with a file in error or one that cannot be read", () =>
  withFolder(async (folder, _lines, open) => {
    await Deno.writeTextFile(`${folder}/config.yml`, "writableGroups: perhaps\n");
    await assertRejects(open, Error, "config.yml, line 1");
    await Deno.mkdir(`${folder}/config.json`);
    await assertRejects(open, Error, "config.json cannot be read");
  }));
