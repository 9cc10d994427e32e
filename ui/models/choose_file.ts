/**
 * Letting the person choose files.
 * @module
 */

/** Opens the browser's dialogue for videos and sounds, and hands over each file that is chosen. */
export function chooseMediaFiles(chosen: (file: File) => void): void {
  const input = document.createElement("input");
  input.type = "file";
  input.accept = "video/*,audio/*";
  input.multiple = true;
  input.hidden = true;
  input.onchange = () => {
    for (const file of input.files ?? []) chosen(file);
    input.remove();
  };
  input.oncancel = () => input.remove();
  // Not every browser opens it for an element that is nowhere.
  document.body.append(input);
  input.click();
}
