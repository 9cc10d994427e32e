/**
 * Shows that the microphone hears something.
 * @module
 */
import { type ReadonlySignal, useSignalEffect } from "@preact/signals";
import { useRef } from "preact/hooks";
import { text } from "../text.ts";

/** A bar as long as the microphone is loud, from 0 to 1. It moves without rendering anything anew. */
export function LevelMeter({ level }: { readonly level: ReadonlySignal<number> }) {
  const ref = useRef<HTMLDivElement>(null);
  useSignalEffect(() => {
    const position = level.value;
    ref.current?.style.setProperty("--level", position.toFixed(3));
    ref.current?.setAttribute("aria-valuenow", String(Math.round(position * 100)));
  });
  return (
    <div
      ref={ref}
      class="level-meter"
      role="meter"
      aria-label={text.join.level}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={0}
    />
  );
}
