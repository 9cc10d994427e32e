/**
 * Shows what is loaded, or why it is not.
 * @module
 */
import type { ComponentChildren } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import { useAdmin } from "../app.ts";
import { describeFailure } from "../failure.ts";
import { createLoaded, type Loaded, type There } from "../loaded.ts";
import { adminText } from "../text.ts";

/** Loads what stands under a path, anew for each path. */
export function useLoaded(path: string): Loaded {
  const { ask } = useAdmin();
  const loaded = useMemo(() => createLoaded(ask, path), [ask, path]);
  useEffect(() => void loaded.load(), [loaded]);
  return loaded;
}

/** What is there, shown by `children`. */
export function WhenLoaded(props: {
  readonly loaded: Loaded;
  readonly children: (there: There) => ComponentChildren;
}) {
  const state = props.loaded.state.value;
  switch (state.type) {
    case "loading":
      return <p class="hint">{adminText.loading}</p>;
    case "failed":
      return (
        <div class="admin-failed" role="alert">
          <p class="problem">{describeFailure(state.failure)}</p>
          <button type="button" class="button small" onClick={() => void props.loaded.load()}>
            {adminText.retry}
          </button>
        </div>
      );
    case "there":
      return <>{props.children(state)}</>;
  }
}
