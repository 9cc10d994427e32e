import { assertEquals } from "../tests/assert.ts";
import {
  createWantedEncodings,
  forgetWanted,
  noteWanted,
  reviewWanted,
} from "./wanted_encodings.ts";

function wanted(low: boolean, high: boolean) {
  return [{ rid: "l", active: low }, { rid: "h", active: high }];
}

Deno.test("what one worker says is told once", () => {
  const all = createWantedEncodings();
  assertEquals(noteWanted(all, 1, 0, wanted(true, false), [0]), wanted(true, false));
  assertEquals(noteWanted(all, 1, 0, wanted(true, false), [0]), null);
  assertEquals(noteWanted(all, 1, 0, wanted(true, true), [0]), wanted(true, true));
});

Deno.test("an encoding is wanted if any worker wants it", () => {
  const all = createWantedEncodings();
  noteWanted(all, 1, 0, wanted(true, false), [0, 1]);
  assertEquals(noteWanted(all, 1, 1, wanted(false, false), [0, 1]), wanted(true, false));
  assertEquals(noteWanted(all, 1, 1, wanted(false, true), [0, 1]), wanted(true, true));
});

Deno.test("a worker that has said nothing wants everything", () => {
  const all = createWantedEncodings();
  assertEquals(noteWanted(all, 1, 0, wanted(true, false), [0]), wanted(true, false));
  assertEquals(reviewWanted(all, 1, [0, 1]), wanted(true, true));
  assertEquals(noteWanted(all, 1, 1, wanted(true, false), [0, 1]), wanted(true, false));
});

Deno.test("what a worker said counts no longer when its receivers are gone", () => {
  const all = createWantedEncodings();
  noteWanted(all, 1, 0, wanted(true, false), [0, 1]);
  noteWanted(all, 1, 1, wanted(true, true), [0, 1]);
  assertEquals(reviewWanted(all, 1, [0]), wanted(true, false));
  assertEquals(
    reviewWanted(all, 1, [0, 1]),
    wanted(true, true),
    "it has come back, and says nothing yet",
  );
});

Deno.test("an encoding that has come to its end is named no more by workers, and counts as wanted", () => {
  const all = createWantedEncodings();
  noteWanted(all, 1, 0, wanted(true, false), [0]);
  assertEquals(noteWanted(all, 1, 0, [{ rid: "l", active: true }], [0]), wanted(true, true));
});

Deno.test("sessions are apart, and forgotten", () => {
  const all = createWantedEncodings();
  noteWanted(all, 1, 0, wanted(true, false), [0]);
  assertEquals(noteWanted(all, 2, 0, wanted(true, false), [0]), wanted(true, false));
  forgetWanted(all, 1);
  assertEquals(reviewWanted(all, 1, [0, 1]), null);
  assertEquals(all.sessions.size, 1);
});
