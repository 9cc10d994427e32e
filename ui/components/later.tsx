/**
 * Parts of the page that are fetched when they are first needed.
 * @module
 */
import { signal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useApp } from "../context.ts";
import type { App } from "../models/app.ts";
import { text } from "../text.ts";

/**
 * A component that shows nothing until `load` has fetched it. Where that fails the person is told, `failed` may clean up, and the
 * next time it is tried again. Make one while a module loads, not while rendering.
 */
export function later<P extends object>(
  load: () => Promise<ComponentType<P>>,
  failed: (app: App) => void = () => {},
): ComponentType<P> {
  const loaded = signal<ComponentType<P> | null>(null);
  let loading = false;
  return function Later(props: P) {
    const app = useApp();
    const Loaded = loaded.value;
    if (Loaded !== null) return <Loaded {...props} />;
    if (loading) return null;
    loading = true;
    load().then((component) => {
      loaded.value = component;
    }, () => {
      loading = false;
      app.notices.show("error", text.failure.load);
      failed(app);
    });
    return null;
  };
}
