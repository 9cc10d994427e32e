import { signal } from "@preact/signals";
import { assertEquals } from "../../tests/assert.ts";
import { createBackButton } from "./back_button.ts";

/** A room over which things lie, and a history that takes its time to go back. */
function createBench() {
  const layers = signal(0);
  const open = signal(false);
  const soon: (() => void)[] = [];
  const bench = { depth: 0, backs: 0 };
  const show = (count: number) => {
    layers.value = count;
    open.value = count > 0;
  };
  const button = createBackButton({
    open,
    history: {
      pushState: () => bench.depth++,
      back: () => bench.backs++,
    },
    close: () => show(layers.peek() - 1),
    soon: (callback) => soon.push(callback),
  });
  const settle = () => soon.splice(0).forEach((callback) => callback());
  /** What the browser does some time after `back`, or the person by the button. */
  const popped = () => {
    bench.depth--;
    button.wentBack();
    settle();
  };
  settle();
  return { bench, layers, show, settle, popped, button };
}

Deno.test("the back button closes what is open, and the history is as before", () => {
  const { bench, layers, show, settle, popped } = createBench();
  show(1);
  settle();
  assertEquals(bench.depth, 1);
  popped();
  assertEquals([layers.value, bench.depth, bench.backs], [0, 0, 0]);
});

Deno.test("closing by a button takes the entry out of the history", () => {
  const { bench, show, settle, popped } = createBench();
  show(1);
  settle();
  show(0);
  settle();
  assertEquals(bench.backs, 1);
  popped();
  assertEquals(bench.depth, 0);
});

Deno.test("a menu that gives way to a dialogue leaves the entry where it is", () => {
  const { bench, show, settle } = createBench();
  show(1);
  settle();
  show(0);
  show(1);
  settle();
  assertEquals([bench.depth, bench.backs], [1, 0]);
});

Deno.test("of two things the back button closes one after the other", () => {
  const { bench, layers, show, settle, popped } = createBench();
  show(2);
  settle();
  popped();
  assertEquals([layers.value, bench.depth], [1, 1]);
  popped();
  assertEquals([layers.value, bench.depth], [0, 0]);
});

Deno.test("what opens while we are on our way back gets an entry of its own once we are there", () => {
  const { bench, layers, show, settle, popped } = createBench();
  show(1);
  settle();
  show(0);
  settle();
  show(1);
  settle();
  assertEquals([bench.depth, bench.backs], [1, 1]);
  popped();
  assertEquals([layers.value, bench.depth], [1, 1]);
});
