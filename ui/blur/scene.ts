/**
 * From a camera's picture to one with another background, on the GPU.
 * @module
 */
import {
  createPass,
  createProgram,
  createTarget,
  createTexture,
  deleteTarget,
  type Pass,
  runPass,
  type Target,
} from "./gpu.ts";
import type { Network } from "./network.ts";
import { BACKGROUND, COMPOSE, REFINE, SHRINK, SOFTEN, STEADY } from "./scene_shaders.ts";
import { createSegmenter } from "./segmenter.ts";

/** How large the outline, and the soft background, are at most: the longer side in pixels. */
const OUTLINE_SIDE = 640;
const SOFT_SIDE = 320;

/** How far apart the points of the two softening rounds are: together they reach over an eighth of the picture. */
const SPREADS = [1, 3];

/** A picture with a size, as WebGL takes it. */
export type Frame = VideoFrame | ImageBitmap;

/** What stands behind a person. */
export interface Scene {
  /** Draws a frame on the canvas, as large as it is. */
  draw(frame: Frame, width: number, height: number): void;
  /** Another picture to be behind the person; null to soften what is there. */
  setPicture(picture: ImageBitmap | null): void;
  /** Resolves once the GPU has done what it was given. */
  finished(): Promise<void>;
}

/** All that depends on the size of the frames. */
interface Stage {
  readonly width: number;
  readonly height: number;
  /** One for each of the masks, which take turns. */
  readonly refine: readonly Pass[];
  readonly passes: readonly Pass[];
  readonly targets: readonly Target[];
}

/**
 * Makes a scene that draws on `canvas`.
 * @throws Error if the GPU cannot do it.
 */
export function createScene(canvas: OffscreenCanvas, network: Network): Scene {
  const gl = canvas.getContext("webgl2", { alpha: false, antialias: false, depth: false });
  if (gl === null || gl.getExtension("EXT_color_buffer_float") === null) {
    throw new Error("there is no WebGL 2 with float pictures");
  }
  const segmenter = createSegmenter(gl, network);
  const programs = {
    shrink: createProgram(gl, SHRINK),
    steady: createProgram(gl, STEADY),
    refine: createProgram(gl, REFINE),
    background: createProgram(gl, BACKGROUND),
    soften: createProgram(gl, SOFTEN),
    compose: createProgram(gl, COMPOSE),
  };
  const frameTexture = createTexture(gl, true);
  const picture = { texture: createTexture(gl, true), width: 0, height: 0 };
  const { input, output } = segmenter;
  const masks = [
    createTarget(gl, output, "halves", true),
    createTarget(gl, output, "halves", true),
  ];
  let stage: Stage | null = null;
  let drawn = 0;

  const shrink = createPass(programs.shrink, input, { frame: frameTexture }, {
    size: [input.width, input.height],
  });
  const steady = masks.map((mask, i) =>
    createPass(programs.steady, mask, { mask: output.texture, before: masks[1 - i]!.texture }, {
      first: [0],
    })
  );
  const first = { ...steady[0]!, numbers: [[programs.steady.place("first"), [1]]] as const };

  const build = (width: number, height: number): Stage => {
    const outline = createTarget(gl, fit(width, height, OUTLINE_SIDE), "bytes", true);
    const soft = fit(width, height, SOFT_SIDE);
    const [one, two] = [
      createTarget(gl, soft, "halves", true),
      createTarget(gl, soft, "halves", true),
    ];
    const size = [soft.width, soft.height];
    const frame = frameTexture;
    const mask = outline.texture;
    const softened = SPREADS.flatMap((spread) => [
      createPass(programs.soften, two, { source: one.texture }, { size, direction: [spread, 0] }),
      createPass(programs.soften, one, { source: two.texture }, { size, direction: [0, spread] }),
    ]);
    const background = picture.width > 0
      ? []
      : [createPass(programs.background, one, { frame, mask }, { size }), ...softened];
    const behind = picture.width > 0 ? picture.texture : one.texture;
    const compose = createPass(programs.compose, null, { frame, mask, background: behind }, {
      size: [width, height],
      pictureSize: [picture.width, picture.height],
    });
    const refine = masks.map(({ texture }) =>
      createPass(programs.refine, outline, { frame, small: input.texture, mask: texture }, {
        size: [outline.width, outline.height],
      })
    );
    return {
      width,
      height,
      refine,
      passes: [...background, compose],
      targets: [outline, one, two],
    };
  };
  const forget = () => {
    for (const target of stage?.targets ?? []) deleteTarget(gl, target);
    stage = null;
  };

  return {
    draw(frame, width, height) {
      if (stage?.width !== width || stage.height !== height) {
        forget();
        canvas.width = width;
        canvas.height = height;
      }
      stage ??= build(width, height);
      gl.bindTexture(gl.TEXTURE_2D, frameTexture);
      gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, frame);
      runPass(gl, shrink);
      segmenter.run();
      const turn = drawn++ % 2;
      runPass(gl, drawn === 1 ? first : steady[turn]!);
      runPass(gl, stage.refine[turn]!);
      for (const pass of stage.passes) runPass(gl, pass);
    },
    setPicture(bitmap) {
      forget();
      picture.width = bitmap?.width ?? 0;
      picture.height = bitmap?.height ?? 0;
      if (bitmap === null) return;
      gl.bindTexture(gl.TEXTURE_2D, picture.texture);
      gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, bitmap);
    },
    async finished() {
      const sync = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
      gl.flush();
      if (sync === null) return;
      while (gl.clientWaitSync(sync, 0, 0) === gl.TIMEOUT_EXPIRED) {
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
      gl.deleteSync(sync);
      if (gl.isContextLost()) throw new Error("the GPU was lost");
    },
  };
}

/** The size with its longer side no longer than so many pixels. */
function fit(width: number, height: number, side: number): { width: number; height: number } {
  const scale = Math.min(1, side / Math.max(width, height));
  return { width: Math.ceil(width * scale), height: Math.ceil(height * scale) };
}
