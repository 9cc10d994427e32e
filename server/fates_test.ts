import { assert, assertEquals } from "../tests/assert.ts";
import { closeReason, farewellMessage, type FateKind, FATES, refuse } from "./fates.ts";

Deno.test("each kind of refusal is told, or not, and closes with its code", () => {
  const table: [FateKind, told: string | undefined, code: number | null, reason: string][] = [
    ["user", "error", null, ""],
    ["farewell", "error", 1000, "why"],
    ["protocol", "error", 1002, "why"],
    ["kick", "kicked", 1000, "why"],
    ["away", "warning", 1001, "why"],
    ["flood", "error", 1008, "why"],
    ["slow", undefined, 1008, "why"],
    ["oversize", undefined, 1009, ""],
    ["internal", undefined, 1011, ""],
  ];
  assertEquals(table.map(([kind]) => kind).sort(), Object.keys(FATES).sort());
  for (const [kind, told, code, reason] of table) {
    const refusal = refuse(kind, "why");
    assertEquals(farewellMessage(refusal, "x")?.kind, told, kind);
    assertEquals(FATES[kind].closeCode, code, kind);
    assertEquals(closeReason(refusal), reason, kind);
  }
});

Deno.test("who kicked is named, under fields that the stock client reads", () => {
  const refusal = { ...refuse("kick", "enough"), by: { id: "op-id", username: "op" } };
  assertEquals(farewellMessage(refusal, "me"), {
    type: "usermessage",
    kind: "kicked",
    id: "op-id",
    username: "op",
    dest: "me",
    privileged: true,
    value: "enough",
  });
});

Deno.test("a long reason is cut to what a close frame takes, between characters", () => {
  const size = (text: string) => new TextEncoder().encode(text).length;
  for (const letter of ["x", "é", "€", "\u{1f600}"]) {
    const reason = closeReason(refuse("kick", letter.repeat(200)));
    assert(size(reason) <= 123 && size(reason) > 119, letter);
    assertEquals(reason, letter.repeat(reason.length / letter.length));
  }
});
