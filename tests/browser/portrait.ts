/**
 * A camera and a screen for pictures of the user interface: drawn, so that they look like a meeting rather than like a test
 * pattern.
 * @module
 */

/** What somebody's camera shows. */
export interface Portrait {
  /** Colours of the wall, the clothes and the hair, and of the skin, as CSS has them. */
  readonly wall: string;
  readonly clothes: string;
  readonly hair: string;
  readonly skin: string;
}

/**
 * Runs in the page, at its start: camera and screen are drawn from here on. (It is sent to the page as text: it may use
 * nothing from outside itself.)
 */
export function plantPortrait(portrait: Portrait): void {
  const still = (width: number, height: number, draw: (c: CanvasRenderingContext2D) => void) => {
    const canvas = document.createElement("canvas");
    canvas.width = width;
    canvas.height = height;
    const context = canvas.getContext("2d")!;
    setInterval(() => draw(context), 200);
    draw(context);
    return canvas.captureStream(5);
  };
  const oval = (c: CanvasRenderingContext2D, x: number, y: number, w: number, h: number) => {
    c.beginPath();
    c.ellipse(x, y, w, h, 0, 0, 2 * Math.PI);
    c.fill();
  };
  const camera = (c: CanvasRenderingContext2D) => {
    const wall = c.createLinearGradient(0, 0, 640, 360);
    wall.addColorStop(0, portrait.wall);
    wall.addColorStop(1, "#20242c");
    c.fillStyle = wall;
    c.fillRect(0, 0, 640, 360);
    c.fillStyle = portrait.hair;
    oval(c, 320, 160, 88, 104);
    c.fillStyle = portrait.clothes;
    oval(c, 320, 400, 190, 130);
    c.fillStyle = portrait.skin;
    c.fillRect(292, 230, 56, 60);
    oval(c, 320, 178, 68, 84);
    c.fillStyle = portrait.hair;
    oval(c, 320, 104, 72, 34);
    c.fillStyle = c.strokeStyle = "#2b1a14";
    oval(c, 294, 184, 7, 8);
    oval(c, 346, 184, 7, 8);
    c.lineWidth = 5;
    c.lineCap = "round";
    c.beginPath();
    c.arc(320, 208, 26, 0.2 * Math.PI, 0.8 * Math.PI);
    c.stroke();
  };
  const slide = (c: CanvasRenderingContext2D) => {
    c.fillStyle = "#fbfaf6";
    c.fillRect(0, 0, 1280, 720);
    c.fillStyle = "#1d2a44";
    c.font = "600 58px serif";
    c.fillText("How a string vibrates", 90, 130);
    c.font = "32px serif";
    c.fillText("A string fixed at both ends sounds at whole multiples", 90, 200);
    c.fillText("of its fundamental:  fₙ = n · v / 2L", 90, 246);
    for (let n = 1; n <= 3; n++) {
      c.strokeStyle = ["#b3261e", "#1f6f5c", "#2f5fb3"][n - 1]!;
      c.lineWidth = 5;
      c.beginPath();
      for (let x = 0; x <= 1000; x += 4) {
        c.lineTo(140 + x, 320 + n * 95 + 38 * Math.sin(n * Math.PI * x / 1000));
      }
      c.stroke();
    }
  };
  const devices = navigator.mediaDevices;
  const real = devices.getUserMedia.bind(devices);
  devices.getUserMedia = async (wish) => {
    const stream = new MediaStream();
    if (wish?.video) still(640, 360, camera).getTracks().forEach((it) => stream.addTrack(it));
    if (wish?.audio) {
      const sound = await real({ audio: wish.audio });
      sound.getTracks().forEach((it) => stream.addTrack(it));
    }
    return stream;
  };
  devices.getDisplayMedia = () => Promise.resolve(still(1280, 720, slide));
}
