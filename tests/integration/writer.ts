/**
 * A process that writes a group file and tokens without end, to be killed. Says a word on its standard output once it has begun.
 *
 * Arguments: the folder of groups, the file of tokens, a number that what it writes begins with.
 * @module
 */
import { createFileStore } from "../../groups/store.ts";
import { createToken } from "../../groups/token.ts";
import { createTokenFileStore } from "../../groups/token_store.ts";

const [folder = "", path = "", run = ""] = Deno.args;
const store = createFileStore({
  folder,
  whenAbsent: new Map(),
  report: () => {},
  clock: () => 0,
});
const tokens = createTokenFileStore({ path, report: () => {} });
for (let i = 0;; i++) {
  const comment = `${run} ${i} ${"x".repeat(i * 97 % 20_000)}`;
  await store.edit("lecture", () => true, (current) => ({ ...current, comment }));
  const token = createToken({ token: `${run}-${i}`, group: "lecture" });
  await tokens.edit(token.token, () => true, () => token);
  if (i % 3 === 2) await tokens.edit(token.token, () => true, () => null);
  if (i === 0) await Deno.stdout.write(new TextEncoder().encode("go\n"));
}
