import { createRandom } from "../../tests/random.ts";
import { assert, assertEquals } from "../../tests/assert.ts";
import {
  assignPadding,
  assignSeq,
  beginSegment,
  createSeqMap,
  endSqueeze,
  findDown,
  FORM_MARKER,
  FORM_PADDING,
  hasLeft,
  isCutOff,
  isMapped,
  joinPictures,
  joinTl0,
  lastOfBegunPicture,
  mapPictureId,
  mapTimestamp,
  mapTl0PicIdx,
  markQueued,
  markSent,
  noteSent,
  SEQ_MAP_CAPACITY,
  type SeqMap,
  skipPicture,
  skipSeq,
  sourceOf,
  squeezeSegment,
  takeBackSeqs,
  upOf,
  wasSent,
} from "./seq_map.ts";

Deno.test("packets that are left out leave no gap, those that are missing do", () => {
  const map = createSeqMap(1000);
  beginSegment(map, 0, 50, 0, 0);
  assertEquals(assignSeq(map, 50), 1000);
  skipSeq(map, 51);
  assertEquals(assignSeq(map, 52), 1001);
  assertEquals(assignSeq(map, 55), 1004);
  assertEquals(findDown(map, 0, 51), NaN);
  assertEquals(findDown(map, 0, 53), 1002);
  assertEquals(findDown(map, 0, 54), 1003);
  assertEquals(upOf(map, 1003), 54);
  skipSeq(map, 58);
  assertEquals(assignSeq(map, 59), 1007);
  assertEquals(findDown(map, 0, 56), 1005);
});

Deno.test("the numbers go on when the source changes and comes back, and old packets keep theirs", () => {
  const map = createSeqMap(0);
  beginSegment(map, 4, 100, 0, 0);
  assignSeq(map, 100);
  assignSeq(map, 103);
  beginSegment(map, 7, 9000, 0, 0);
  assertEquals(assignSeq(map, 9000), 4);
  beginSegment(map, 4, 110, 0, 0);
  assertEquals(assignSeq(map, 110), 5);
  assertEquals(findDown(map, 4, 101), 1);
  assertEquals(sourceOf(map, 1), 4);
  assertEquals(findDown(map, 4, 105), NaN);
  assertEquals(findDown(map, 7, 101), NaN);
  assertEquals(findDown(map, 4, 110), 5);
});

Deno.test("the last thousand numbers are remembered, whatever was dropped between", () => {
  const random = createRandom(5);
  const map = createSeqMap(65_000);
  const ups = new Map<number, number>();
  let up = 65_500;
  beginSegment(map, 0, up, 0, 0);
  for (let i = 0; i < 200_000; i++, up++) {
    const dice = random.int(10);
    if (dice === 0) skipSeq(map, up);
    else if (dice > 1) ups.set(assignSeq(map, up), up);
    if (i % 1000 !== 0) continue;
    for (let back = 0; back < 990; back++) {
      const down = map.highestDown - back;
      const expected = ups.get(down);
      if (expected === undefined) continue;
      assert(isMapped(map, down));
      assertEquals(upOf(map, down), expected);
      assertEquals(findDown(map, 0, expected), down);
    }
    assert(!isMapped(map, map.highestDown - SEQ_MAP_CAPACITY));
    assert(!isMapped(map, map.highestDown + 1));
  }
});

Deno.test("picture ids have no hole where a picture was left out, and wrap at 15 bits", () => {
  const map = createSeqMap(0);
  beginSegment(map, 0, 0, 0, 0);
  let expected = 0x7ff0;
  for (let picture = 0; picture < 64; picture++) {
    const pictureId = (0x7ff0 + picture) & 0x7fff;
    if (picture % 3 === 2) {
      skipSeq(map, picture);
      skipPicture(map);
      continue;
    }
    const down = assignSeq(map, picture);
    assertEquals(mapPictureId(map, down, pictureId), expected & 0x7fff);
    expected++;
  }
});

Deno.test("a packet that was missing when later pictures were left out keeps its picture's id", () => {
  const map = createSeqMap(0);
  beginSegment(map, 0, 10, 0, 0);
  assignSeq(map, 10); // picture 100
  assignSeq(map, 12); // picture 101; 11 belongs to 100 or 101
  skipSeq(map, 13); // picture 102 is left out
  skipPicture(map);
  assertEquals(mapPictureId(map, assignSeq(map, 14), 103), 102);
  assertEquals(mapPictureId(map, findDown(map, 0, 11), 100), 100);
});

Deno.test("ids of a new source continue the old one's", () => {
  const map = createSeqMap(0);
  beginSegment(map, 0, 0, 5, 0);
  assignSeq(map, 0);
  noteSent(map, 1000, 1005, 0x7fff, 255);
  beginSegment(map, 1, 700, 0, joinTl0(map, 9));
  joinPictures(map, 44);
  const down = assignSeq(map, 700);
  assertEquals(mapPictureId(map, down, 44), 0);
  assertEquals(mapTl0PicIdx(map, down, 9), 0);
  assertEquals(mapTl0PicIdx(map, down, 10), 1);
  assertEquals(mapTimestamp(map, 0, 1000), 1005);
});

Deno.test("squeezed timestamps end where unsqueezed ones begin, over the wrap of 32 bits", () => {
  const map = createSeqMap(0);
  beginSegment(map, 0, 0, 90_000, 0);
  const newest = 30_000;
  squeezeSegment(map, newest, 32);
  let last = -Infinity;
  for (let i = 0; i <= 90; i++) {
    const timestamp = (newest - (90 - i) * 3000) >>> 0;
    const mapped = mapTimestamp(map, assignSeq(map, i), timestamp);
    assert(mapped > last);
    last = mapped;
  }
  assertEquals(last, newest + 90_000);
  assertEquals(mapTimestamp(map, 0, (newest - 270_000) >>> 0), newest + 90_000 - 8437);
  endSqueeze(map);
  assertEquals(mapTimestamp(map, assignSeq(map, 91), newest + 3000), newest + 93_000);
});

Deno.test("a picture of the old source that came too late for the change is cut off", () => {
  const map = createSeqMap(0);
  beginSegment(map, 0, 0, 0, 0);
  assignSeq(map, 0);
  noteSent(map, 1000, 1000, -1, -1);
  skipSeq(map, 3);
  assert(!isCutOff(map, 1, 4000));
  beginSegment(map, 1, 500, 0, 0);
  assignSeq(map, 500);
  assert(!isCutOff(map, 1, 1000));
  assert(isCutOff(map, 2, 4000));
});

/** A map of packets 0 to `last` of one source, each of which but every third ends a picture; those up to `left` have left. */
function createQueued(last: number, left: number): SeqMap {
  const map = createSeqMap(0);
  beginSegment(map, 0, 0, 0, 0);
  for (let up = 0; up <= last; up++) {
    const form = up % 3 === 2 ? FORM_MARKER : 0;
    (up <= left ? markSent : markQueued)(map, assignSeq(map, up), form);
  }
  return map;
}

Deno.test("a stream is cut behind the picture that has begun to leave", () => {
  const cut = (last: number, left: number) =>
    lastOfBegunPicture(createQueued(last, left), left + 1);
  assertEquals([cut(20, 5), cut(20, 6), cut(20, 7), cut(20, 8)], [5, 8, 8, 8]);
  assertEquals(cut(20, -1), -1, "nothing has left");
  assertEquals(cut(7, 6), 7, "the rest of the picture has not come");
  const map = createQueued(20, 5);
  markSent(map, 12, FORM_PADDING); // it did not wait
  assertEquals(lastOfBegunPicture(map, 6), 14);
});

Deno.test("numbers that are taken back are given out again, and what had them before is forgotten", () => {
  const map = createQueued(3 * SEQ_MAP_CAPACITY, 3 * SEQ_MAP_CAPACITY - 100);
  const last = 3 * SEQ_MAP_CAPACITY - 100;
  takeBackSeqs(map, last);
  assertEquals(map.highestDown, last);
  for (let down = last + 1; down <= last + 100; down++) {
    assert(!isMapped(map, down));
    assert(Number.isNaN(findDown(map, 0, down)));
    const older = down - SEQ_MAP_CAPACITY;
    assert(!isMapped(map, older) || !hasLeft(map, older), "its place was another's");
    assert(Number.isNaN(findDown(map, 0, older)));
  }
  assertEquals(findDown(map, 0, last - 50), last - 50);
  beginSegment(map, 1, 7000, 0, 0);
  assertEquals(assignSeq(map, 7000), last + 1);
  assertEquals([sourceOf(map, last + 1), sourceOf(map, last)], [1, 0]);
  assert(!wasSent(map, last + 1));
});

Deno.test("sources that are begun again and again without a packet push out nothing", () => {
  const map = createQueued(5, 2);
  for (let i = 0; i < 40; i++) beginSegment(map, 1, 1000 + i, 0, 0);
  assert(isMapped(map, 3));
  assertEquals(findDown(map, 0, 4), 4);
  assertEquals(assignSeq(map, 1039), 6);
  assertEquals([sourceOf(map, 5), sourceOf(map, 6)], [0, 1]);
});

Deno.test("a number that has left is not taken back, however many sources came after it", () => {
  const map = createQueued(5, 2);
  markSent(map, 5, FORM_MARKER);
  for (let i = 0; i < 40; i++) {
    beginSegment(map, i, 0, 0, 0);
    markQueued(map, assignSeq(map, 0), 0);
  }
  assert(!isMapped(map, 5));
  assertEquals(lastOfBegunPicture(map, 3), 5);
});

Deno.test("padding behind a picture has a number, and packets of the source keep theirs", () => {
  const map = createQueued(5, 5);
  assertEquals([assignPadding(map), assignPadding(map)], [6, 7]);
  assertEquals([upOf(map, 6), upOf(map, 7)], [5, 5]);
  assertEquals(assignSeq(map, 8), 10);
  assertEquals([findDown(map, 0, 5), findDown(map, 0, 6), findDown(map, 0, 7)], [5, 8, 9]);
});

Deno.test("the state moves as plain data and goes on elsewhere", () => {
  const map = createSeqMap(7);
  beginSegment(map, 0, 0, 3, 0);
  markSent(map, assignSeq(map, 0), FORM_MARKER);
  assignSeq(map, 5);
  const moved = structuredClone(map);
  assertEquals(moved, map);
  assertEquals(assignSeq(moved, 6), assignSeq(map, 6));
  assert(wasSent(moved, 7));
  assert(!wasSent(moved, 8));
});
