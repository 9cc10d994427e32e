import { signal } from "@preact/signals";
import { assertEquals } from "../../tests/assert.ts";
import type { Member } from "../client/members.ts";
import type { App } from "../models/app.ts";
import { completionsOf } from "./completion.ts";

const PEOPLE: readonly Member[] = [
  { id: "1", username: "Chair", permissions: ["op", "message"], data: {}, streams: {} },
  { id: "2", username: "Ada Lovelace", permissions: [], data: {}, streams: {} },
  { id: "3", username: "Ada", permissions: [], data: {}, streams: {} },
  { id: "4", username: 'B"o', permissions: [], data: {}, streams: {} },
].map((member) => member as unknown as Member);

/** As much of a room as completion looks at, for somebody with these rights. */
function createRoom(rights: readonly string[]): App {
  const session = {
    may: (right: string) => rights.includes(right),
    self: signal({ id: "1" }),
    members: signal(new Map(PEOPLE.map((member) => [member.id, member]))),
  };
  return { session } as unknown as App;
}

const typedOf = (app: App, typed: string) => completionsOf(app, typed).map((one) => one.typed);

Deno.test("words are completed that one has the right to", () => {
  assertEquals(typedOf(createRoom(["op"]), "/uno"), ["/unop "]);
  assertEquals(typedOf(createRoom(["op"]), "/unl"), ["/unlock"]);
  assertEquals(typedOf(createRoom([]), "/ki"), []);
  assertEquals(typedOf(createRoom(["op"]), "/ki"), ["/kick "]);
  assertEquals(typedOf(createRoom(["op"]), "kick"), []);
  assertEquals(typedOf(createRoom(["op"]), "//ki"), []);
});

Deno.test("names of others follow a word about somebody, in quotation marks where they need them", () => {
  const room = createRoom(["op"]);
  assertEquals(typedOf(room, "/kick a").toSorted(), ['/kick "Ada Lovelace" ', "/kick Ada "]);
  assertEquals(typedOf(room, '/op "b'), ['/op "B\\"o"']);
  assertEquals(typedOf(room, "/lock a"), []);
});

Deno.test("names of settings follow the word that sets one", () => {
  assertEquals(typedOf(createRoom([]), "/set spa"), ["/set spaceKey "]);
});
