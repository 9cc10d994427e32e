/**
 * Arabic: what is counted in more than one place, as the subject of a sentence or after a colon.
 * @module
 */
import { plural } from "../plural.ts";

/** People, such as `3 أشخاص`. */
export function people(count: number): string {
  return plural(count, {
    zero: "لا أحد",
    one: "شخص واحد",
    two: "شخصان",
    few: `${count} أشخاص`,
    many: `${count} شخصًا`,
    other: `${count} شخص`,
  });
}

/** Groups, such as `3 مجموعات`. */
export function groups(count: number): string {
  return plural(count, {
    zero: "لا مجموعات",
    one: "مجموعة واحدة",
    two: "مجموعتان",
    few: `${count} مجموعات`,
    many: `${count} مجموعة`,
    other: `${count} مجموعة`,
  });
}

/** Minutes, such as `3 دقائق`. */
export function minutes(count: number): string {
  return plural(count, {
    zero: "0 دقيقة",
    one: "دقيقة واحدة",
    two: "دقيقتان",
    few: `${count} دقائق`,
    many: `${count} دقيقة`,
    other: `${count} دقيقة`,
  });
}
