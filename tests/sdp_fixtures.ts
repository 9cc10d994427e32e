/**
 * Descriptions as Chromium 156 and Firefox ESR write them, their addresses replaced by documentation's, and ways to break them.
 * @module
 */
import chromiumAnswer from "./fixtures/chromium_answer.sdp" with { type: "text" };
import chromiumCamera from "./fixtures/chromium_camera.sdp" with { type: "text" };
import chromiumDatachannel from "./fixtures/chromium_datachannel.sdp" with { type: "text" };
import chromiumScreen from "./fixtures/chromium_screen.sdp" with { type: "text" };
import chromiumSimulcast from "./fixtures/chromium_simulcast.sdp" with { type: "text" };
import firefoxAnswer from "./fixtures/firefox_answer.sdp" with { type: "text" };
import firefoxCamera from "./fixtures/firefox_camera.sdp" with { type: "text" };
import firefoxDatachannel from "./fixtures/firefox_datachannel.sdp" with { type: "text" };
import firefoxScreen from "./fixtures/firefox_screen.sdp" with { type: "text" };
import firefoxSimulcast from "./fixtures/firefox_simulcast.sdp" with { type: "text" };
import { createRandom, FUZZ_INPUTS, type Random } from "./random.ts";

/** Offers of publishers by browser: camera and microphone; the same with two encodings; a canvas; a data channel too. */
export const OFFERS = {
  chromium: {
    camera: chromiumCamera,
    simulcast: chromiumSimulcast,
    screen: chromiumScreen,
    datachannel: chromiumDatachannel,
  },
  firefox: {
    camera: firefoxCamera,
    simulcast: firefoxSimulcast,
    screen: firefoxScreen,
    datachannel: firefoxDatachannel,
  },
} as const;

/**
 * Answers to offers of ours. Chromium's takes Opus (mid 0) and VP8 with retransmissions (mid 1). Firefox's takes
 * Opus (0), VP9 (1) and AV1 (2), and rejects H.264 (3).
 */
export const ANSWERS = { chromium: chromiumAnswer, firefox: firefoxAnswer } as const;

/** Feeds `parse` with {@link FUZZ_INPUTS} texts made of the samples by changes of characters, words and lines. */
export function fuzzText(
  seed: number,
  samples: readonly string[],
  parse: (text: string) => void,
): void {
  const random = createRandom(seed);
  for (let i = 0; i < FUZZ_INPUTS; i++) {
    const text = mutate(samples[random.int(samples.length)]!, samples, random);
    try {
      parse(text);
    } catch (error) {
      throw new Error(`input ${i} of seed ${seed} failed: ${JSON.stringify(text)}`, {
        cause: error,
      });
    }
  }
}

const CHARACTERS = "a=:;,/ ~*-0123456789\r\n\0\ud800é" + "vmoctsrid";

function mutate(sample: string, samples: readonly string[], random: Random): string {
  let text = sample;
  for (let n = 1 + random.int(3); n > 0; n--) {
    const at = random.int(text.length + 1);
    const to = Math.min(text.length, at + random.int(random.int(2) === 0 ? 4 : 200));
    text = text.slice(0, at) + replacement(samples, random) + text.slice(to);
  }
  return random.int(8) === 0 ? text.slice(0, random.int(text.length + 1)) : text;
}

/** Nothing, a character, an odd number, or a piece of a sample. */
function replacement(samples: readonly string[], random: Random): string {
  switch (random.int(4)) {
    case 0:
      return "";
    case 1:
      return CHARACTERS[random.int(CHARACTERS.length)]!;
    case 2:
      return ["-1", "0", "128", "65536", "4294967296", "99999999999999999999", "1e9"][
        random.int(7)
      ]!;
    default: {
      const sample = samples[random.int(samples.length)]!;
      const at = random.int(sample.length);
      return sample.slice(at, at + random.int(300));
    }
  }
}
