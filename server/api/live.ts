/**
 * Groups with somebody in them, as the administrator's interface has them: who is in, putting out, closing and locking. Galène has
 * none of this.
 * @module
 */
import { describeGroup } from "../../groups/directory.ts";
import {
  type FieldReaders,
  noteError,
  type Place,
  readFields,
  readFlag,
  readInteger,
  readText,
} from "../../groups/fields.ts";
import type { SourceValue } from "../../groups/source.ts";
import { json } from "../responses.ts";
import type { Api, Resource } from "./api.ts";
import { readJsonBody } from "./bodies.ts";
import { notFound } from "./groups.ts";

/** Whom to put out, and how. */
export interface PutOut {
  /** Of the member. */
  readonly id: string;
  /** What the member is told. */
  readonly message: string;
  /** For how long the member is refused afterwards; 0 for not at all. */
  readonly minutes: number;
  /** Whether that goes for everybody at the member's address. */
  readonly address: boolean;
}

/** What can be done to groups that live. */
export interface LiveGroups {
  /** What `.stats` has of a group; its mere name if it does not live. */
  statistics(group: string): Promise<unknown>;
  /** Puts a member out. False if there is nobody of that id. */
  putOut(group: string, order: PutOut): boolean;
  /** Puts everybody out, who may come back. */
  close(group: string, message: string): void;
  /** Locks the group, which is there, with a text for those who are refused, "" for the usual one; null opens it. */
  lock(group: string, message: string | null): void;
}

/** What a group's part of the statistics does. */
export const GROUP_STATS_METHODS: Resource<"groupStats">["methods"] = {
  GET: {
    summary: "Who is in the group, and how each track does: its part of .stats.",
    statuses: [200, 404],
    run: async ({ api, target }) =>
      await isThere(api, target.group) ? json(await api.live.statistics(target.group)) : notFound(),
  },
};

/** What putting out does. */
export const KICK_METHODS: Resource<"kick">["methods"] = {
  POST: {
    summary: "Puts a member out: id, message, minutes of refusal, whether of the whole address.",
    statuses: [204, 400, 404, 413, 415],
    takes: "application/json",
    async run({ api, request, target }) {
      const body = await readJsonBody(request, readPutOut);
      if (body.fault !== null) return body.fault;
      return api.live.putOut(target.group, body.value) ? done() : notFound();
    },
  },
};

/** What closing does. */
export const CLOSE_METHODS: Resource<"close">["methods"] = {
  POST: {
    summary: "Puts everybody out, with a message. They may come back unless the group is locked.",
    statuses: [204, 400, 404, 413, 415],
    takes: "application/json",
    async run({ api, request, target }) {
      const body = await readJsonBody(request, readMessage);
      if (body.fault !== null) return body.fault;
      if (!await isThere(api, target.group)) return notFound();
      api.live.close(target.group, body.value);
      return done();
    },
  },
};

/** What a group's lock does. */
export const LOCK_METHODS: Resource<"lock">["methods"] = {
  PUT: {
    summary: "Lets only operators in from now on; the message is for those who are refused.",
    statuses: [204, 400, 404, 413, 415],
    takes: "application/json",
    async run({ api, request, target }) {
      const body = await readJsonBody(request, readMessage);
      if (body.fault !== null) return body.fault;
      return await setLock(api, target.group, body.value);
    },
  },
  DELETE: {
    summary: "Lets everybody in again who otherwise may.",
    statuses: [204, 404],
    run: ({ api, target }) => setLock(api, target.group, null),
  },
};

async function setLock(api: Api, group: string, message: string | null): Promise<Response> {
  if (!await isThere(api, group)) return notFound();
  api.live.lock(group, message);
  return done();
}

/** Whether there is such a group: by its file, by that of one above, or because its members outlive its file. */
async function isThere({ directory, refresh }: Api, group: string): Promise<boolean> {
  await refresh();
  return directory.groups.has(group) || describeGroup(directory, group).type === "described";
}

function done(): Response {
  return new Response(null, { status: 204 });
}

type PutOutDraft = { -readonly [K in keyof PutOut]: PutOut[K] };

const PUT_OUT_FIELDS: FieldReaders<PutOutDraft> = new Map([
  ["id", (d, v, at) => void (d.id = readText(v, at))],
  ["message", (d, v, at) => void (d.message = readText(v, at))],
  ["minutes", (d, v, at) => void (d.minutes = readInteger(v, at))],
  ["address", (d, v, at) => void (d.address = readFlag(v, at))],
]);

const MESSAGE_FIELDS: FieldReaders<{ message: string }> = new Map([
  ["message", (d, v, at) => void (d.message = readText(v, at))],
]);

function readPutOut(value: SourceValue, place: Place): PutOut {
  const order: PutOutDraft = { id: "", message: "", minutes: 0, address: false };
  readFields(order, PUT_OUT_FIELDS, value, place);
  if (order.minutes < 0) noteError(place, `"minutes" must not be negative: correct it`);
  return order;
}

function readMessage(value: SourceValue, place: Place): string {
  const draft = { message: "" };
  readFields(draft, MESSAGE_FIELDS, value, place);
  return draft.message;
}
