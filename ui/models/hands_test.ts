import { signal } from "@preact/signals";
import { assertEquals } from "../../tests/assert.ts";
import type { Data, JsonValue } from "../../server/messages.ts";
import { applyUser, type Members } from "../client/members.ts";
import type { UserMessage } from "../client/user_messages.ts";
import { createHands, LOWER_KIND } from "./hands.ts";

/** A room with a server that keeps everybody's data, and people who see it, each from some moment on. */
function createRoom() {
  const data = new Map<string, Data>();
  const viewers: { id: string; add(id: string): void }[] = [];
  const told: { to: string | undefined; kind: string }[] = [];
  let nowMs = 0;

  const change = (id: string, part: { readonly [key: string]: JsonValue }) => {
    const merged = { ...data.get(id), ...part };
    data.set(id, Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null)));
    for (const viewer of viewers) viewer.add(id);
  };
  const enter = (id: string) => {
    const members = signal<Members>(new Map());
    const lowered: string[] = [];
    const hands = createHands({
      client: {
        session: { members, self: signal({ id, username: id, permissions: [] }) },
        tell: (kind: string, _: JsonValue, { to }: { to?: string } = {}) =>
          void told.push({ to, kind }),
        setData: (part: { readonly [key: string]: JsonValue }) => change(id, part),
      } as unknown as Parameters<typeof createHands>[0]["client"],
      lowered: (name) => lowered.push(name),
      nowMs: () => nowMs,
    });
    const add = (other: string) => {
      members.value = applyUser(members.peek(), {
        type: "user",
        kind: members.peek().has(other) ? "change" : "add",
        id: other,
        username: other,
        data: data.get(other) ?? {},
      });
    };
    data.set(id, {});
    hands.joined();
    // The order in which those come who are there already says nothing.
    for (const other of [...data.keys()].reverse()) add(other);
    viewers.push({ id, add });
    for (const viewer of viewers) viewer.add(id);
    const order = () => hands.raised.value.map((member) => member.id).join("");
    return { hands, order, lowered };
  };
  const leave = (id: string) => data.delete(id);
  return { enter, change, leave, told, pass: (ms: number) => nowMs += ms };
}

const message = (part: Partial<UserMessage>): UserMessage => ({
  kind: LOWER_KIND,
  source: "h",
  username: "Host",
  privileged: true,
  private: true,
  error: "",
  value: null,
  ...part,
});

Deno.test("all see one order, also who comes later, whatever the names are", () => {
  const room = createRoom();
  const [c, a, b] = ["c", "a", "b"].map(room.enter);
  room.pass(10_000);
  b!.hands.raise();
  c!.hands.raise();
  a!.hands.raise();
  const late = room.enter("z");
  assertEquals([a, b, c, late].map((one) => one!.order()), ["bca", "bca", "bca", "bca"]);
  assertEquals([late.hands.placeOf("a"), late.hands.placeOf("z")], [3, 0]);
});

Deno.test("who lowers the hand and raises it again is last, and raising it twice changes nothing", () => {
  const room = createRoom();
  const [a, b] = ["a", "b"].map(room.enter);
  a!.hands.raise();
  b!.hands.raise();
  a!.hands.raise();
  assertEquals(b!.order(), "ab");
  a!.hands.lower();
  assertEquals([b!.order(), a!.hands.own.value], ["b", false]);
  a!.hands.raise();
  assertEquals(b!.order(), "ba");
});

Deno.test("a hand without a number is behind those that were up, and last for who comes later", () => {
  const room = createRoom();
  const [a, b] = ["a", "b", "s"].map(room.enter);
  room.pass(10_000);
  a!.hands.raise();
  room.change("s", { raisehand: true });
  b!.hands.raise();
  assertEquals([a!.order(), b!.order()], ["asb", "asb"]);
  assertEquals(room.enter("z").order(), "abs");
  // It keeps its place over lowering others, and loses it when it is lowered itself.
  a!.hands.lower();
  assertEquals(b!.order(), "sb");
  room.change("s", { raisehand: null });
  room.change("s", { raisehand: true });
  assertEquals(b!.order(), "bs");
});

Deno.test("numbers that make no sense count as none", () => {
  const room = createRoom();
  const [a, b] = ["a", "b", "s"].map(room.enter);
  room.pass(10_000);
  a!.hands.raise();
  for (const value of [-1, 0, 1.5, 1e300, "1", { a: 1 }, true, null]) {
    room.change("s", { raisehand: null });
    room.change("s", { raisehand: true, "lectern-raised": value });
    assertEquals(b!.order(), "as", JSON.stringify(value));
  }
  room.change("s", { "lectern-raised": 1e9 });
  b!.hands.raise();
  assertEquals(a!.order(), "abs");
});

Deno.test("a host lowers a hand by a request, which nobody else can make", () => {
  const room = createRoom();
  const [a, host] = ["a", "h"].map(room.enter);
  a!.hands.raise();
  a!.hands.receive(message({ privileged: false }));
  a!.hands.receive(message({ kind: "other" }));
  assertEquals([a!.hands.own.value, a!.lowered], [true, []]);
  a!.hands.receive(message({}));
  a!.hands.receive(message({}));
  assertEquals([a!.hands.own.value, a!.lowered, host!.order()], [false, ["Host"], ""]);
  host!.hands.lowerOf({ id: "a" });
  host!.hands.lowerOf(null);
  assertEquals(room.told, [{ to: "a", kind: LOWER_KIND }, { to: undefined, kind: LOWER_KIND }]);
});
