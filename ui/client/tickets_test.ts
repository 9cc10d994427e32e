import { assertEquals } from "../../tests/assert.ts";
import { createTickets, type TabStorage } from "./tickets.ts";

/** A storage of one value. */
function createStorage(value: string | null = null): TabStorage & { value: string | null } {
  const storage = {
    value,
    getItem: () => storage.value,
    setItem: (_: string, value: string) => void (storage.value = value),
    removeItem: () => void (storage.value = null),
  };
  return storage;
}

Deno.test("a ticket is there again after a reload, for the same group and those below it", () => {
  const storage = createStorage();
  const tickets = createTickets(storage);
  tickets.bearer("Ada");
  tickets.keep("lecture", "t1");
  const again = createTickets(storage);
  again.bearer("Ada");
  assertEquals(again.find("lecture"), "t1");
  assertEquals(again.find("lecture/1"), "t1");
  assertEquals(again.find("lectures"), undefined);
  again.forget();
  assertEquals([again.find("lecture"), storage.value], [undefined, null]);
});

Deno.test("whoever comes by another name has no ticket", () => {
  const storage = createStorage();
  const tickets = createTickets(storage);
  tickets.bearer("Ada");
  tickets.keep("lecture", "t1");
  const again = createTickets(storage);
  again.bearer("Ben");
  assertEquals([again.find("lecture"), storage.value], [undefined, null]);
});

Deno.test("tickets hold as long as the page where nothing is stored, or cannot be", () => {
  const fail = () => {
    throw new DOMException("no", "SecurityError");
  };
  for (const storage of [null, { getItem: fail, setItem: fail, removeItem: fail }]) {
    const tickets = createTickets(storage);
    tickets.keep("lecture", "t1");
    assertEquals(tickets.find("lecture"), "t1");
    tickets.forget();
    assertEquals(tickets.find("lecture"), undefined);
  }
});

Deno.test("what is no list of tickets in the storage counts as none", () => {
  for (
    const value of [
      "",
      "{",
      "null",
      "7",
      "[]",
      "{}",
      '{"username":7,"tickets":[]}',
      '{"username":"","tickets":{}}',
      '{"username":"","tickets":[7,["lecture"],["lecture",7]]}',
    ]
  ) {
    assertEquals(createTickets(createStorage(value)).find("lecture"), undefined);
  }
});

Deno.test("of many tickets the last twenty are kept", () => {
  const storage = createStorage();
  const tickets = createTickets(storage);
  for (let i = 0; i < 25; i++) tickets.keep(`group${i}`, `t${i}`);
  const again = createTickets(storage);
  assertEquals([again.find("group4"), again.find("group5")], [undefined, "t5"]);
});
