import { signal } from "@preact/signals";
import { assertEquals } from "../../tests/assert.ts";
import type { Mark } from "../client/extension_messages.ts";
import { text } from "../text.ts";
import type { Members } from "../client/members.ts";
import { createQuality } from "../client/quality.ts";
import { createNetwork, explainOwn } from "./network.ts";
import { createNotices } from "./notices.ts";

const WELL: Mark = { up: "good", down: "good" };

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

Deno.test("each new trouble of one's own is told once", () => {
  const own = signal(WELL);
  const notices = createNotices(() => {});
  const network = createNetwork({
    quality: { ...createQuality({ extended: signal(true) }, signal<Members>(new Map())), own },
    up: { streams: signal([]) },
    notices,
  });
  own.value = { up: "weak", down: "good" };
  own.value = { up: "weak", down: "good" };
  assertEquals(notices.shown.value.map((notice) => notice.text), [text.network.ownUp]);
  network.dispose();
});
