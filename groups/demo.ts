/**
 * The group that a server offers when nobody has configured any.
 * @module
 */
import { createDescription } from "./description.ts";
import type { Descriptions } from "./directory.ts";
import { createPassword } from "./password.ts";

/** One public group, `demo`, which everybody may join under any name, without a password, and speak in. */
export function demoDescriptions(): Descriptions {
  const description = createDescription({
    displayName: "Demo",
    public: true,
    wildcardUser: { password: createPassword({ type: "wildcard" }), permissions: "present" },
  });
  return new Map([["demo", description]]);
}
