/**
 * Named events and those who want to hear of them.
 * @module
 */

/** Hears events; `Events` has each event's contents by its name. */
export interface Emitter<Events> {
  /** Calls `handler` at each event of that name, after those who asked earlier; the result ends that. */
  on<Name extends keyof Events>(name: Name, handler: (event: Events[Name]) => void): () => void;
  /** Tells everybody who wants to know. */
  emit<Name extends keyof Events>(name: Name, event: Events[Name]): void;
}

/** An emitter to which nobody listens yet. */
export function createEmitter<Events>(): Emitter<Events> {
  const handlers: { [Name in keyof Events]?: Set<(event: Events[Name]) => void> } = {};
  return {
    on: (name, handler) => {
      const those = handlers[name] ??= new Set();
      those.add(handler);
      return () => void those.delete(handler);
    },
    // Whoever comes or goes meanwhile does not count for this event.
    emit: (name, event) => [...handlers[name] ?? []].forEach((handler) => handler(event)),
  };
}
