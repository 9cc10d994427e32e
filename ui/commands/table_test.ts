import { assert, assertEquals } from "../../tests/assert.ts";
import { AREAS } from "./command.ts";
import { SLASH_WORDS } from "./slash_words.ts";
import { COMMANDS, MEMBER_COMMANDS } from "./table.ts";
import { usageOf } from "./usage.ts";

/** The words of Galène's own client (static/galene.js of version 1.2). */
const GALENE_WORDS = `help me set unset leave clear lock unlock record unrecord subgroups invite
  reinvite revoke listtokens renegotiate replace sharescreen unsharescreen msg kick identify op unop
  present unpresent shutup unshutup mute muteall warn wall raise unraise presentfile sendfile
  relay-test`.split(/\s+/);

Deno.test("all words of Galène's client are known, and none means two things", () => {
  const words = SLASH_WORDS.map(({ word }) => word);
  assertEquals(GALENE_WORDS.filter((word) => !words.includes(word)), []);
  assertEquals(words.filter((word, at) => words.indexOf(word) !== at), []);
});

Deno.test("each slash word but the one for help belongs to what stands in the toolbar or a menu", () => {
  const shown = [...COMMANDS, ...MEMBER_COMMANDS].flatMap(({ slash = [] }) => slash);
  const alone = SLASH_WORDS.filter((word) => !shown.includes(word)).map(({ word }) => word);
  assertEquals(alone, ["help"]);
  for (const { area } of COMMANDS) assert(AREAS.includes(area));
});

Deno.test("each command has a name of its own, and each slash word says what it does", () => {
  const names = COMMANDS.map(({ name }) => name);
  assertEquals(names.filter((name, at) => names.indexOf(name) !== at), []);
  for (const word of SLASH_WORDS) {
    assert(word.help() !== "", word.word);
    assert(usageOf(word).startsWith(word.word));
  }
});

Deno.test("a key belongs to one thing, or to one and its opposite", () => {
  const byKey = new Map<string, Set<string>>();
  for (const { shortcut } of COMMANDS) {
    if (shortcut === undefined) continue;
    assertEquals(shortcut.key, shortcut.key.toLowerCase());
    byKey.set(shortcut.key, (byKey.get(shortcut.key) ?? new Set()).add(shortcut.help()));
  }
  assertEquals([...byKey].filter(([, helps]) => helps.size > 1).map(([key]) => key), []);
});
