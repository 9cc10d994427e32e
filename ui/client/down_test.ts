import { assertEquals } from "../../tests/assert.ts";
import { predecessor, type StreamIdentity } from "./down.ts";

const camera: StreamIdentity = {
  id: "1",
  label: "camera",
  username: "Ada",
  source: "a",
  stale: false,
};
const offer = { id: "2", label: "camera", username: "Ada", source: "a" };

Deno.test("a stream that replaces another of the same member takes its place", () => {
  assertEquals(predecessor([camera], { ...offer, replace: "1" })?.id, "1");
});

Deno.test("nobody takes the place of somebody else's stream", () => {
  assertEquals(predecessor([camera], { ...offer, source: "b", replace: "1" }), undefined);
  assertEquals(predecessor([camera], { ...offer, label: "video", replace: "1" }), undefined);
});

Deno.test("a living stream of the same name is another person's", () => {
  assertEquals(predecessor([camera], { ...offer, source: "b" }), undefined);
});

Deno.test("after a reconnection a stream finds its place by name and label", () => {
  const stale = [{ ...camera, id: "0", label: "screenshare", stale: true }, {
    ...camera,
    stale: true,
  }];
  assertEquals(predecessor(stale, { ...offer, source: "new" })?.id, "1");
});
