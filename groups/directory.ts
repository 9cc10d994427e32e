/**
 * All groups of a server: what files define and which of them are live. A group comes to life when somebody asks for
 * it and is forgotten some time after the last member left.
 * @module
 */
import { type Description, maxHistoryAgeMs, subgroupDescription } from "./description.ts";
import {
  createGroup,
  type Group,
  holdsOnlyChat,
  isPristine,
  startsLocked,
  statusOf,
} from "./group.ts";
import type { Notice } from "./notices.ts";
import { closeDoor, setDescription } from "./redefinition.ts";
import { hasHiddenComponent, isGroupName, parentName } from "./names.ts";
import { type GroupStatus, groupStatus, type StatusView } from "./status.ts";

/**
 * Definitions by group name, as the store has them. Null: there is a file, but it never was good; nothing may stand in
 * for it. A definition that did not change must be the same object as before.
 */
export type Descriptions = ReadonlyMap<string, Description | null>;

/** The groups of a server. Written only by the functions of this file. */
export interface Directory {
  descriptions: Descriptions;
  /** Live groups by name. */
  readonly groups: Map<string, Group>;
  /** What automatic subgroups have, by their ancestor's definition, so that all of them share one object. */
  readonly subgroupDescriptions: WeakMap<Description, Description>;
}

/**
 * Why there is no such group. In Galène's words for people: `illegal` is "illegal group name", `absent` "group does not
 * exist" and `broken` "internal server error".
 */
export interface Missing {
  readonly type: "illegal" | "absent" | "broken";
}

/** There are so many automatic subgroups with somebody in them, or with something to keep, that no other can be made. */
export interface Full {
  readonly type: "full";
}

/** Outcome of {@linkcode describeGroup}. */
export type Described = { readonly type: "described"; readonly description: Description } | Missing;

/** Outcome of {@linkcode openGroup}. */
export type Opened = { readonly type: "open"; readonly group: Group } | Missing | Full;

/** What the members of one group are to be told. */
export interface GroupNotices {
  readonly group: Group;
  readonly notices: Notice[];
}

/** A directory without live groups. */
export function createDirectory(descriptions: Descriptions): Directory {
  return { descriptions, groups: new Map(), subgroupDescriptions: new WeakMap() };
}

/**
 * The definition that holds for a name, without bringing the group to life. Where it has a `redirect`, nobody is to
 * join, whatever their credentials: they are sent there.
 */
export function describeGroup(directory: Directory, name: string): Described {
  if (!isGroupName(name)) return { type: "illegal" };
  const own = directory.descriptions.get(name);
  if (own === null) return { type: "broken" };
  if (own !== undefined) return { type: "described", description: own };
  return hasHiddenComponent(name) ? { type: "absent" } : describeSubgroup(directory, name);
}

/**
 * The group of that name, brought to life if need be. A group whose file has gone cannot be found, though those who
 * are in stay until they leave. Ask again after anything asynchronous: a group that is empty may be forgotten.
 * @param maxSubgroups how many automatic subgroups of one group may live
 */
export function openGroup(
  directory: Directory,
  name: string,
  nowMs: number,
  maxSubgroups = Infinity,
): Opened {
  const described = describeGroup(directory, name);
  if (described.type !== "described") return described;
  let group = directory.groups.get(name);
  if (group === undefined) {
    const isAutomatic = !directory.descriptions.has(name);
    if (isAutomatic && !makeRoom(directory, described.description, maxSubgroups)) {
      return { type: "full" };
    }
    group = createGroup(name, described.description, nowMs);
    directory.groups.set(name, group);
  }
  return { type: "open", group };
}

/** Takes over what the files say now. Members of groups whose definition changed are to be told. */
export function setDescriptions(
  directory: Directory,
  descriptions: Descriptions,
  nowMs: number,
): GroupNotices[] {
  directory.descriptions = descriptions;
  const all: GroupNotices[] = [];
  for (const group of directory.groups.values()) {
    const described = describeGroup(directory, group.name);
    if (described.type === "absent" && group.lobby.waiting.size > 0) {
      all.push({ group, notices: closeDoor(group) });
    }
    if (described.type !== "described" || described.description === group.description) continue;
    all.push({ group, notices: setDescription(group, described.description, nowMs) });
  }
  return all;
}

/**
 * Forgets empty groups that hold nothing worth keeping, that nobody has been in for longer than their chat is kept, or
 * whose file has gone. Public ones keep their lock for ever, and any group as long as somebody must not come back. To be called every few minutes.
 */
export function forgetEmptyGroups(directory: Directory, nowMs: number): void {
  for (const group of directory.groups.values()) {
    if (group.members.size > 0 || group.lobby.waiting.size > 0) continue;
    const gone = describeGroup(directory, group.name).type === "absent";
    const isRefusing = group.bans.some(({ untilMs }) => untilMs > nowMs);
    const idle = nowMs - group.lastChangeMs > maxHistoryAgeMs(group.description);
    if (gone || isPristine(group) || (idle && !group.description.public && !isRefusing)) {
      directory.groups.delete(group.name);
    }
  }
}

/** The status of one group, live or not, as one viewer sees it. */
export function findStatus(
  directory: Directory,
  name: string,
  view: StatusView,
): { readonly type: "status"; readonly status: GroupStatus } | Missing {
  const described = describeGroup(directory, name);
  if (described.type !== "described") return described;
  return { type: "status", status: statusByName(directory, name, described.description, view) };
}

/** The statuses of all public groups, sorted by name: `/public-groups.json`. */
export function publicGroups(directory: Directory, view: StatusView): GroupStatus[] {
  const statuses: GroupStatus[] = [];
  for (const [name, description] of directory.descriptions) {
    if (description === null || !description.public) continue;
    statuses.push(statusByName(directory, name, description, view));
  }
  return statuses.sort((a, b) => a.name < b.name ? -1 : 1);
}

/** The groups below `parent` with somebody in them, sorted by name. */
export function populatedSubgroups(directory: Directory, parent: string): Group[] {
  return [...directory.groups.values()]
    .filter((group) => group.name.startsWith(parent + "/") && group.members.size > 0)
    .sort((a, b) => a.name < b.name ? -1 : 1);
}

/** The group whose file defines this one: itself, or for an automatic subgroup the nearest above that has a file. */
export function definedBy({ descriptions }: Directory, name: string): string {
  let owner = name;
  while (owner !== "" && !descriptions.has(owner)) owner = parentName(owner);
  return owner;
}

/** The automatic subgroups below a group that somebody is in, sorted by name: those that its file defines, too. */
export function automaticSubgroups(directory: Directory, parent: string): Group[] {
  const owner = definedBy(directory, parent);
  return populatedSubgroups(directory, parent)
    .filter(({ name }) => definedBy(directory, name) === owner);
}

/**
 * Whether another automatic subgroup of this definition may live. If there are too many, empty ones go: all that hold nothing, then the one
 * that holds nothing but chat and has been empty for longest.
 */
function makeRoom(directory: Directory, description: Description, most: number): boolean {
  const siblings = [...directory.groups.values()].filter((group) =>
    group.description === description && !directory.descriptions.has(group.name)
  );
  if (siblings.length < most) return true;
  const pristine = siblings.filter(isPristine);
  for (const { name } of pristine) directory.groups.delete(name);
  if (siblings.length - pristine.length < most) return true;
  const [oldest] = siblings
    .filter((group) => !pristine.includes(group) && holdsOnlyChat(group))
    .sort((a, b) => a.lastChangeMs - b.lastChangeMs);
  if (oldest === undefined) return false;
  directory.groups.delete(oldest.name);
  return siblings.length - pristine.length - 1 < most;
}

/** The nearest ancestor with a file decides, whatever those further up allow. */
function describeSubgroup(directory: Directory, name: string): Described {
  for (let above = parentName(name); above !== ""; above = parentName(above)) {
    const ancestor = directory.descriptions.get(above);
    if (ancestor === null) return { type: "broken" };
    if (ancestor === undefined) continue;
    if (!ancestor.autoSubgroups) break;
    return { type: "described", description: sharedSubgroup(directory, ancestor) };
  }
  return { type: "absent" };
}

function sharedSubgroup(directory: Directory, ancestor: Description): Description {
  let description = directory.subgroupDescriptions.get(ancestor);
  if (description === undefined) {
    description = subgroupDescription(ancestor);
    directory.subgroupDescriptions.set(ancestor, description);
  }
  return description;
}

function statusByName(
  directory: Directory,
  name: string,
  description: Description,
  view: StatusView,
): GroupStatus {
  const group = directory.groups.get(name);
  if (group !== undefined) return statusOf(group, view);
  const { lobby } = description;
  const occupancy = { locked: startsLocked(description), lobby, clientCount: 0 };
  return groupStatus(name, description, occupancy, view);
}
