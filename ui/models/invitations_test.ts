import { signal } from "@preact/signals";
import { assertEquals } from "../../tests/assert.ts";
import type { ClientMessage, JsonValue } from "../../server/messages.ts";
import { text } from "../text.ts";
import { createInvitations, readInvitation } from "./invitations.ts";

const NOON = Date.parse("2026-05-01T12:00:00Z");

function createWorld() {
  const sent: ClientMessage[] = [];
  const reconnecting = signal(false);
  const invitations = createInvitations({
    connection: { send: (message) => void sent.push(message) },
    session: { self: signal({ id: "me", username: "Ada", permissions: [] }), reconnecting },
    group: "room",
  });
  const say = (value: JsonValue, error = "") =>
    invitations.answer({
      kind: "token",
      source: "",
      username: "",
      privileged: true,
      private: true,
      error,
      value,
    });
  return { sent, invitations, say, reconnecting };
}

const PLAN = { username: null, permissions: ["present"], expiresMs: NOON, notBeforeMs: null };

Deno.test("an invitation is asked for in the server's words, and kept once it is made", async () => {
  const { sent, invitations, say } = createWorld();
  const asked = invitations.make({ ...PLAN, username: "Eve", notBeforeMs: NOON - 1000 });
  assertEquals(sent, [{
    type: "groupaction",
    kind: "maketoken",
    source: "me",
    username: "Ada",
    value: {
      group: "room",
      username: "Eve",
      permissions: ["present"],
      expires: "2026-05-01T12:00:00.000Z",
      "not-before": "2026-05-01T11:59:59.000Z",
    },
  }]);
  say({ token: "t", username: "Eve", permissions: ["present"], expires: "2026-05-01T12:00:00Z" });
  const answer = await asked;
  const made = {
    token: "t",
    username: "Eve",
    permissions: ["present"],
    expiresMs: NOON,
    notBeforeMs: null,
    issuedBy: null,
  };
  assertEquals(answer, { type: "done", value: made });
  assertEquals(invitations.list.value, [made]);
});

Deno.test("answers come in the order of the questions, refusals in words", async () => {
  const { invitations, say } = createWorld();
  const first = invitations.make(PLAN);
  const second = invitations.setEnd("t", NOON);
  const third = invitations.refresh();
  say("that username is taken", "error");
  say("not authorised", "not-authorised");
  say([{ token: "a", expires: "2026-05-01T12:00:00Z" }, { token: "b" }, "no token", {}]);
  const { errors } = text.invite;
  assertEquals(await first, { type: "refused", reason: errors["that username is taken"] });
  assertEquals(await second, { type: "refused", reason: errors["not-authorised"] });
  const listed = await third;
  assertEquals(listed.type === "done" && listed.value.map(({ token }) => token), ["b", "a"]);
});

Deno.test("what was asked over a connection that is gone is refused, and late answers are nobody's", async () => {
  const { sent, invitations, say, reconnecting } = createWorld();
  const asked = invitations.make(PLAN);
  reconnecting.value = true;
  invitations.interrupted();
  assertEquals(await asked, { type: "refused", reason: text.chat.offline });
  assertEquals(await invitations.make(PLAN), await asked);
  assertEquals(sent.length, 1);
  say({ token: "late" });
  assertEquals(invitations.list.value, null);
});

Deno.test("what is no token is none", () => {
  for (const value of [undefined, null, "t", [], {}, { token: 7 }]) {
    assertEquals(readInvitation(value), null);
  }
});
