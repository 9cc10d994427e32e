/**
 * Looking at a page as somebody would who cannot see it well, or not at all, or has only a keyboard or a finger.
 * @module
 */
import axe from "axe-core";
import type { Page } from "puppeteer-core";
import { setScheme, setSize, type SizeName } from "./pictures.ts";

/** What a page looks like when it is inspected. */
interface Look {
  readonly scheme: "light" | "dark";
  readonly size: SizeName;
  readonly direction: "ltr" | "rtl";
}

/** Both themes, directions and kinds of device; the second half has what the first has not. */
const HALVES: readonly (readonly Look[])[] = [
  [
    { scheme: "light", size: "desk", direction: "ltr" },
    { scheme: "dark", size: "phone", direction: "rtl" },
  ],
  [
    { scheme: "dark", size: "desk", direction: "rtl" },
    { scheme: "light", size: "phone", direction: "ltr" },
  ],
];

/** Looks at one state after the other, and keeps what it finds. */
export interface Inspector {
  readonly found: string[];
  /** Two of the four looks for each state, in turns. Then the page is at a desk, from left to right, as before. */
  readonly look: (page: Page, where: string) => Promise<void>;
}

/** For scenarios that come by many states of a page. */
export function createInspector(): Inspector {
  const found: string[] = [];
  let states = 0;
  return {
    found,
    look: async (page, where) => {
      found.push(...await inspect(page, where, HALVES[states++ % HALVES.length]));
      await wear(page, HALVES[0]![0]!);
    },
  };
}

/** What is wrong with the page as it stands; each fault with the looks in which it shows. */
export async function inspect(
  page: Page,
  where: string,
  looks: readonly Look[] = HALVES.flat(),
): Promise<string[]> {
  const found = new Map<string, string[]>();
  for (const look of looks) {
    await wear(page, look);
    const faults = [
      ...await violations(page),
      ...await page.evaluate(findFaults, look.size === "phone"),
    ];
    for (const fault of faults) {
      found.set(fault, [
        ...found.get(fault) ?? [],
        `${look.scheme} ${look.size} ${look.direction}`,
      ]);
    }
  }
  return [...found].map(([fault, looks]) => `${where}: ${fault} (${looks.join(", ")})`);
}

async function wear(page: Page, { scheme, size, direction }: Look): Promise<void> {
  await setScheme(page, scheme);
  await page.evaluate((direction) => {
    document.documentElement.dir = direction;
  }, direction);
  await setSize(page, size);
}

/** The rules of axe-core that speak of what WCAG 2.2 demands (A and AA), and its best practices. */
async function violations(page: Page): Promise<string[]> {
  // Evaluated by the debugger: the page's own policy forbids the like.
  if (!await page.evaluate("typeof axe !== 'undefined'")) await page.evaluate(axe.source);
  return await page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run(document, {
      resultTypes: ["violations"],
    });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary = "" }) =>
        `${id} at ${target.join(" ")} (${failureSummary.split("\n").slice(1, 2).join().trim()})`
      )
    );
  });
}

/** Runs in the page: what axe-core does not look at. */
function findFaults(touched: boolean): string[] {
  const faults: string[] = [];
  const root = [...document.querySelectorAll("dialog[open]")].at(-1) ?? document.body;
  const isSeen = (element: Element) =>
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
    element.closest("[inert], .hidden, .skip-links") === null;
  const nameOf = (element: Element) =>
    `${element.tagName.toLowerCase()}.${[...element.classList].join(".")} “${
      (element.getAttribute("aria-label") ?? element.textContent ?? "").trim().slice(0, 30)
    }”`;
  const controls = [
    ...root.querySelectorAll<HTMLElement>(
      "button, a[href], input, select, textarea, summary, [tabindex], [role=slider]",
    ),
  ].filter(isSeen);

  /** WCAG 2.2, 2.5.8 and 2.5.5; links within sentences, and what a label makes larger, are exempt. */
  const least = touched ? 44 : 24;
  // Controls as the browser draws them are not ours to judge.
  const isStyled = document.styleSheets.length > 0;
  for (const control of isStyled ? controls : []) {
    if (!control.matches("button, input, select, textarea, summary, a")) continue;
    const isInline = control.matches("a") && getComputedStyle(control).display === "inline";
    const isLabelled = control.matches("[type=checkbox], [type=radio]") &&
      control.closest("label") !== null;
    if (isInline || isLabelled) continue;
    const box = control.getBoundingClientRect();
    if (box.width === 0 || box.height === 0) continue;
    const after = getComputedStyle(control, "::after");
    const more = after.content !== "none" && after.position === "absolute"
      ? -2 * Math.min(0, parseFloat(after.top) || 0)
      : 0;
    const height = box.height + more;
    const width = box.width + more;
    if (height < least - 0.5 || width < least - 0.5) {
      faults.push(`too small (${Math.round(width)}×${Math.round(height)}): ${nameOf(control)}`);
    }
  }

  /** The words of buttons are there whole. */
  for (const words of document.querySelectorAll(":is(button, a, label) :not(bdi)")) {
    const { textOverflow } = getComputedStyle(words);
    if (textOverflow !== "ellipsis" || !isSeen(words)) continue;
    if (words.scrollWidth > words.clientWidth) faults.push(`cut off: ${nameOf(words)}`);
  }

  /** Nothing makes the page wider than the window. */
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth) {
    faults.push(`wider than the window by ${scrollWidth - clientWidth}`);
  }

  /** The order of the Tab key is that of the page: nothing is turned round by the style sheet. */
  for (const element of root.querySelectorAll("*")) {
    const { order, flexDirection } = getComputedStyle(element);
    if (order !== "0" && isSeen(element)) faults.push(`order ${order}: ${nameOf(element)}`);
    if (flexDirection.endsWith("reverse")) faults.push(`${flexDirection}: ${nameOf(element)}`);
  }
  for (const control of controls) {
    if (control.tabIndex > 0) faults.push(`tabindex ${control.tabIndex}: ${nameOf(control)}`);
  }

  /** Whoever wants no movement gets none: what goes on for ever turns slowly. */
  for (const animation of document.getAnimations()) {
    const timing = animation.effect?.getComputedTiming();
    const iterationMs = Number(timing?.duration ?? 0);
    const target = animation.effect instanceof KeyframeEffect ? animation.effect.target : null;
    if (iterationMs > 0 && iterationMs < 2000 && target !== null) {
      faults.push(`moves for ${iterationMs} ms: ${nameOf(target)}`);
    }
  }
  return faults;
}

/** Goes through the page with the Tab key; what has the focus without showing it. */
export async function focusFaults(page: Page, where: string): Promise<string[]> {
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  const found: string[] = [];
  const seen = new Set<string>();
  for (let presses = 0; presses < 80; presses++) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(() => {
      const element = document.activeElement;
      if (element === null || element === document.body) return null;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      const all = [...document.querySelectorAll("*")];
      return {
        place: all.indexOf(element),
        name: element.getAttribute("aria-label") ?? element.textContent ?? "",
        shown: (outlineStyle !== "none" && parseFloat(outlineWidth) > 0) || boxShadow !== "none",
        inSight: box.bottom > 0 && box.right > 0 && box.left < innerWidth && box.top < innerHeight,
      };
    });
    if (stop === null || seen.has(String(stop.place))) break;
    seen.add(String(stop.place));
    if (!stop.shown) found.push(`${where}: focus not seen at “${stop.name.slice(0, 40)}”`);
    if (!stop.inSight) found.push(`${where}: focus out of sight at “${stop.name.slice(0, 40)}”`);
  }
  if (seen.size < 1) found.push(`${where}: the Tab key leads nowhere`);
  return found;
}

/** How much wider than the window the page is, in CSS pixels, at 320 pixels, and with letters of twice the size at 1280. */
export async function overflow(page: Page, where: string): Promise<string[]> {
  const found: string[] = [];
  const measure = () =>
    page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      const wide = [...document.querySelectorAll<HTMLElement>("body *")].find((element) => {
        const { right, left, width } = element.getBoundingClientRect();
        return width > 0 && (right > innerWidth + 1 || left < -1) &&
          element.checkVisibility() && element.closest(".hidden, .skip-links, video") === null &&
          ![...ancestors(element)].some((one) =>
            one !== element && /auto|scroll|hidden|clip/.test(getComputedStyle(one).overflowX)
          );
      });
      function* ancestors(element: Element) {
        for (let one: Element | null = element; one !== null; one = one.parentElement) yield one;
      }
      return { by: scrollWidth - clientWidth, what: wide?.className ?? "" };
    });
  await setSize(page, "small");
  const small = await measure();
  if (small.by > 0 || small.what !== "") {
    found.push(`${where}: too wide for 320: ${small.by} ${small.what}`);
  }
  await setSize(page, "desk");
  await page.evaluate(() => {
    document.documentElement.style.fontSize = "200%";
  });
  await setSize(page, "desk");
  const large = await measure();
  if (large.by > 0 || large.what !== "") {
    found.push(`${where}: too wide at 200 %: ${large.by} ${large.what}`);
  }
  await page.evaluate(() => {
    document.documentElement.style.fontSize = "";
  });
  return found;
}
