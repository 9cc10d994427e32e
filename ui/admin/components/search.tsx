/**
 * A field to narrow a list down.
 * @module
 */
import type { Signal } from "@preact/signals";
import { Search } from "lucide-preact";

/** A field for words that are to be in what is listed. */
export function SearchField(props: { readonly label: string; readonly value: Signal<string> }) {
  return (
    <div class="admin-search">
      <Search class="icon" aria-hidden="true" />
      <input
        class="input"
        type="search"
        aria-label={props.label}
        placeholder={props.label}
        autocomplete="off"
        spellcheck={false}
        value={props.value.value}
        onInput={(event) => {
          props.value.value = event.currentTarget.value;
        }}
      />
    </div>
  );
}
