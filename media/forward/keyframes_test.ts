import { assert, assertEquals } from "../../tests/assert.ts";
import {
  createKeyframeAllowance,
  createKeyframeRequester,
  settleKeyframe,
  spendKeyframeAllowance,
  takeKeyframeRequest,
  wantKeyframe,
} from "./keyframes.ts";

Deno.test("the first request leaves at once, later ones every half second until a key frame comes", () => {
  const requester = createKeyframeRequester();
  const start = 1_000_000_000;
  const sent: number[] = [];
  wantKeyframe(requester, start);
  for (let nowUs = start; nowUs < start + 1_400_000; nowUs += 10_000) {
    wantKeyframe(requester, nowUs); // others want it too
    if (takeKeyframeRequest(requester, nowUs, nowUs)) sent.push((nowUs - start) / 1000);
  }
  assertEquals(sent, [0, 500, 1000]);
  settleKeyframe(requester);
  assertEquals(requester.dueUs, Infinity);
  assert(!takeKeyframeRequest(requester, start + 9_000_000, start));
});

Deno.test("a wish right after a key frame waits for its half second", () => {
  const requester = createKeyframeRequester();
  wantKeyframe(requester, 0);
  assert(takeKeyframeRequest(requester, 0, 0));
  settleKeyframe(requester);
  wantKeyframe(requester, 100_000);
  assertEquals(requester.dueUs, 500_000);
});

Deno.test("a publisher that sends nothing is asked less often", () => {
  const requester = createKeyframeRequester();
  wantKeyframe(requester, 10_000_000);
  assert(takeKeyframeRequest(requester, 10_000_000, 1_000_000));
  assertEquals(requester.dueUs, 12_000_000);
});

Deno.test("a receiver may ask four times at once, then once a second", () => {
  const allowance = createKeyframeAllowance();
  const start = 1_767_225_600_000_000;
  let granted = 0;
  for (let ms = 0; ms < 10_000; ms += 10) {
    if (spendKeyframeAllowance(allowance, start + ms * 1000)) granted++;
  }
  assert(granted >= 13 && granted <= 14, `${granted} requests`);
});
