import { signal } from "@preact/signals";
import { assertEquals } from "../../tests/assert.ts";
import type { Mark } from "../client/extension_messages.ts";
import { text } from "../text.ts";
import type { Member, Members } from "../client/members.ts";
import { createNetwork, explainOwn, worstOf } from "./network.ts";
import { createNotices } from "./notices.ts";

const WELL: Mark = { up: "good", down: "good" };

Deno.test("the worse direction counts", () => {
  assertEquals(worstOf({ up: "weak", down: "bad" }), "bad");
  assertEquals(worstOf({ up: "weak", down: "good" }), "weak");
  assertEquals(worstOf(WELL), "good");
});

Deno.test("words say which way one's own trouble goes, and losses count before there is a mark", () => {
  const cases: readonly [Mark, number, string | undefined][] = [
    [WELL, 0, undefined],
    [WELL, 0.1, text.network.ownUp],
    [{ up: "weak", down: "good" }, 0, text.network.ownUp],
    [{ up: "good", down: "weak" }, 0, text.network.ownDown],
    [{ up: "weak", down: "bad" }, 0, text.network.ownDownBad],
    [{ up: "bad", down: "bad" }, 0, text.network.ownBad],
  ];
  for (const [mark, loss, sentence] of cases) {
    assertEquals(explainOwn(mark, loss)?.sentence, sentence, JSON.stringify(mark));
  }
});

Deno.test("marks are kept for those who are present, and each new trouble is told once", () => {
  const member: Member = { id: "b", username: "Ben", permissions: [], data: {} };
  const members = signal<Members>(new Map([["b", member]]));
  const notices = createNotices(() => {});
  const network = createNetwork({
    connection: { extended: signal(true) },
    members,
    up: { streams: signal([]) },
    notices,
  });
  const bad: Mark = { up: "bad", down: "good" };
  const own: Mark = { up: "weak", down: "good" };
  network.on.quality({ type: "quality", members: { b: bad }, own });
  network.on.quality({ type: "quality", members: {}, own });
  assertEquals([network.markOf("b"), network.markOf("c")], [bad, WELL]);
  assertEquals(notices.shown.value.map((notice) => notice.text), [text.network.ownUp]);
  members.value = new Map();
  members.value = new Map([["b", member]]);
  assertEquals(network.markOf("b"), WELL);
  network.dispose();
});
