/**
 * The picture that a person wants behind them: small enough to be kept with the preferences.
 * @module
 */

/** The longer side of what is kept, in pixels, and how well. */
const SIDE = 1280;
const QUALITY = 0.8;

/** Reads what {@linkcode keepPicture} made; null if there is none, or it is of no use. */
export async function readPicture(kept: string): Promise<ImageBitmap | null> {
  if (!kept.startsWith("data:image/jpeg;base64,")) return null;
  try {
    const image = new Image();
    image.src = kept;
    await image.decode();
    return await createImageBitmap(image);
  } catch {
    return null;
  }
}

/** Makes a file small and a text; null if it is no picture. */
export async function keepPicture(file: Blob): Promise<string | null> {
  try {
    const bitmap = await createImageBitmap(file);
    const scale = Math.min(1, SIDE / Math.max(bitmap.width, bitmap.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(bitmap.width * scale));
    canvas.height = Math.max(1, Math.round(bitmap.height * scale));
    canvas.getContext("2d")?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    bitmap.close();
    return canvas.toDataURL("image/jpeg", QUALITY);
  } catch {
    return null;
  }
}
