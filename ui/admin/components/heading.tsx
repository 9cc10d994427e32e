/**
 * The heading of a part of the page.
 * @module
 */
import { useEffect, useRef } from "preact/hooks";
import { adminText } from "../text.ts";

/** The heading of what is shown. It gets the focus, so that one who does not see the change hears of it. */
export function Heading({ children }: { readonly children: string }) {
  const ref = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = adminText.pageTitle(children);
    ref.current?.focus({ preventScroll: true });
  }, [children]);
  return <h1 ref={ref} tabIndex={-1}>{children}</h1>;
}
