/**
 * English: captions.
 * @module
 */

/** Captions. */
export const captionsText = {
  title: "Captions",
  show: "Show captions",
  hide: "Hide captions",
  toggle: "show or hide captions",
  hint: "Shown when somebody sends them",
  size: "Size of captions",
  sizes: { small: "Small", medium: "Medium", large: "Large" },
  spoken: "Read captions aloud",
  spokenHint: "For screen readers",
  larger: "Larger",
  smaller: "Smaller",
} as const;
