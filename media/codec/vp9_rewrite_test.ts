import { assert, assertEquals } from "../../tests/assert.ts";
import { fuzz } from "../../tests/random.ts";
import { createFrameInfo } from "./frame.ts";
import { inspectVp9 } from "./vp9.ts";
import { rewriteVp9 } from "./vp9_rewrite.ts";

Deno.test("picture id and TL0PICIDX are renumbered in their widths, and nothing else", () => {
  const rewrite = (bytes: number[]) => {
    const buf = Uint8Array.from(bytes);
    return rewriteVp9(buf, 0, buf.length, 0x1234, 0x1ab) ? [...buf] : null;
  };
  assertEquals(rewrite([0xac, 0x81, 0x02, 0x40, 7, 9]), [0xac, 0x92, 0x34, 0x40, 0xab, 9]);
  assertEquals(rewrite([0xac, 0x02, 0x40, 7, 9]), [0xac, 0x34, 0x40, 0xab, 9]);
  assertEquals(rewrite([0xbc, 0x81, 0x02, 0x40, 7]), [0xbc, 0x92, 0x34, 0x40, 7]); // flexible
  assertEquals(rewrite([0x2c, 0x40, 7, 9]), [0x2c, 0x40, 0xab, 9]);
  assertEquals(rewrite([0x0c, 9]), [0x0c, 9]);
  assertEquals(rewrite([0xac, 0x81]), null);
  assertEquals(rewrite([0xac, 0x81, 0x02, 0x40]), null);
});

Deno.test("what is written is what is read, and bytes outside stay as they are", () => {
  const info = createFrameInfo();
  const samples = [[0xac, 0x81, 0x02, 0x40, 7, 9], [0xac, 2, 0x40, 7, 9], [0xbc, 0x81, 2, 0x40, 7]];
  fuzz(1, 24, samples.map((bytes) => Uint8Array.from(bytes)), (buf, start, end) => {
    const before = buf.slice();
    const known = inspectVp9(buf, start, end, false, info);
    const { pictureIdBits, tl0PicIdx } = info;
    const done = rewriteVp9(buf, start, end, 0x5a5a, 0x77);
    for (let i = 0; i < buf.length; i++) {
      assert(buf[i] === before[i] || (i > start && i < end && i < start + 5));
    }
    if (!known) return;
    assert(done);
    inspectVp9(buf, start, end, false, info);
    assert(info.pictureId === (pictureIdBits === 0 ? -1 : 0x5a5a & ((1 << pictureIdBits) - 1)));
    assert(info.tl0PicIdx === (tl0PicIdx < 0 ? -1 : 0x77));
  });
});
