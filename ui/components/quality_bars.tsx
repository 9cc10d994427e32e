/**
 * How well somebody's network does, as three bars.
 * @module
 */
import type { Grade } from "../client/extension_messages.ts";
import { text } from "../text.ts";

const FILLED: Readonly<Record<Grade, number>> = { good: 3, weak: 2, bad: 1 };

/** The mark of a network, with its name for those who do not see it. */
export function QualityBars({ grade }: { readonly grade: Grade }) {
  const label = text.network.grades[grade];
  return (
    <span class="bars" role="img" aria-label={label} title={label} data-grade={grade}>
      {[1, 2, 3].map((bar) => <span key={bar} class="bar" data-filled={bar <= FILLED[grade]} />)}
    </span>
  );
}
