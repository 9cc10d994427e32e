/**
 * A picture and a tone made by the page itself, so that nobody is seen or heard while the network is measured.
 * @module
 */

/** Large enough for two megabits per second, small enough for any machine. */
const WIDTH = 640;
const HEIGHT = 360;

/** Pictures per second. */
export const FRAMES_PER_SECOND = 20;

/** Side of the squares that the picture consists of: noise that an encoder can neither predict nor smooth away. */
const SQUARE = 8;

/** Most that the test sends, in bits per second. */
export const TEST_BPS = 2_000_000;

/** What is sent for a test. */
export interface TestMedia {
  readonly tracks: readonly MediaStreamTrack[];
  dispose(): void;
}

/** Starts a flickering picture and an unheard tone. */
export function createTestMedia(): TestMedia {
  const canvas = document.createElement("canvas");
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  const draw = painter(canvas);
  draw();
  const timer = setInterval(draw, 1000 / FRAMES_PER_SECOND);
  const [video] = canvas.captureStream(FRAMES_PER_SECOND).getVideoTracks();

  const context = new AudioContext();
  void context.resume().catch(() => {});
  const tone = context.createOscillator();
  const output = context.createMediaStreamDestination();
  tone.connect(output);
  tone.start();
  const [audio] = output.stream.getAudioTracks();

  const tracks = [audio, video].filter((track) => track !== undefined);
  return {
    tracks,
    dispose() {
      clearInterval(timer);
      for (const track of tracks) track.stop();
      tone.stop();
      void context.close();
    },
  };
}

/** Squares of random grey, laid out anew for each picture; the randomness is made once. */
function painter(canvas: HTMLCanvasElement): () => void {
  const noise = document.createElement("canvas");
  noise.width = WIDTH / SQUARE * 2;
  noise.height = HEIGHT / SQUARE * 2;
  const small = noise.getContext("2d");
  const large = canvas.getContext("2d");
  if (small === null || large === null) return () => {};
  const image = small.createImageData(noise.width, noise.height);
  for (let i = 0; i < image.data.length; i += 4) {
    image.data.fill(Math.floor(Math.random() * 256), i, i + 3);
    image.data[i + 3] = 255;
  }
  small.putImageData(image, 0, 0);
  large.imageSmoothingEnabled = false;
  return () => {
    const x = Math.floor(Math.random() * noise.width / 2);
    const y = Math.floor(Math.random() * noise.height / 2);
    const { width, height } = canvas;
    large.drawImage(noise, x, y, width / SQUARE, height / SQUARE, 0, 0, width, height);
  };
}
