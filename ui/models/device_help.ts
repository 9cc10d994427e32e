/**
 * Why a device does not start, and what the person can do about it, in words.
 * @module
 */
import { text } from "../text.ts";
import type { CaptureKind, CaptureProblem } from "./capture.ts";

/** Browsers that have their settings in different places. */
export type BrowserFamily = "chromium" | "firefox" | "safari" | "android" | "other";

/** The family by what the browser calls itself. All browsers on an iPhone are Safari inside. */
export function browserFamily(userAgent: string): BrowserFamily {
  if (/iPhone|iPad/.test(userAgent)) return "safari";
  if (/Android/.test(userAgent)) return "android";
  if (/Firefox\//.test(userAgent)) return "firefox";
  if (/Chrome\//.test(userAgent)) return "chromium";
  return /Safari\//.test(userAgent) ? "safari" : "other";
}

/** The problem, and the way out of it. */
export function explainCapture(kind: CaptureKind, problem: CaptureProblem): string {
  const { device } = text;
  const sentence = device.problem[problem][kind];
  if (problem !== "denied") return sentence;
  return `${sentence} ${device.allowing[browserFamily(navigator.userAgent)]} ${device.system}`;
}
