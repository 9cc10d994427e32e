import { signal } from "@preact/signals-core";
import type { ClientMessage } from "../../server/messages.ts";
import { assertEquals } from "../../tests/assert.ts";
import { createTelling, readExpulsion, readUserMessage } from "./user_messages.ts";

Deno.test("what a message leaves out is empty, and no right", () => {
  assertEquals(readUserMessage({ type: "usermessage" }), {
    kind: "",
    source: "",
    username: "",
    privileged: false,
    private: false,
    error: "",
    value: null,
  });
});

Deno.test("who is put out by an operator leaves, and comes back to a server that stops", () => {
  const kicked = { type: "usermessage", kind: "kicked", privileged: true } as const;
  assertEquals(readExpulsion(kicked), { type: "come-back" });
  assertEquals(readExpulsion({ ...kicked, id: "a", username: "Ada", value: "noise" }), {
    type: "leave",
    problem: { type: "kicked", by: "Ada", reason: "noise" },
  });
  assertEquals(readExpulsion({ ...kicked, source: "a", value: { message: "x" } }), {
    type: "leave",
    problem: { type: "kicked", by: "", reason: "" },
  });
  assertEquals(readExpulsion({ ...kicked, privileged: false }), null);
});

Deno.test("messages and data are signed", () => {
  const sent: ClientMessage[] = [];
  const self = signal({ id: "me", username: "Eve", permissions: [] });
  const { tell, setData, setGroupData } = createTelling({
    connection: { send: (message) => void sent.push(message) },
    session: { self },
  });
  tell("wave", { hands: 2 }, { to: "a" });
  setData({ raisehand: true });
  setGroupData({ poll: null });
  const common = { source: "me", username: "Eve" };
  assertEquals(sent, [
    { type: "usermessage", kind: "wave", ...common, dest: "a", value: { hands: 2 } },
    { type: "useraction", kind: "setdata", ...common, dest: "me", value: { raisehand: true } },
    { type: "groupaction", kind: "setdata", ...common, value: { poll: null } },
  ]);
});
