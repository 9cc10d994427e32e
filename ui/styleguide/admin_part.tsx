/**
 * The administration page before a server that is played.
 * @module
 */
import { useEffect, useMemo } from "preact/hooks";
import { AdminPage } from "../admin/components/page.tsx";
import { createSession } from "../admin/session.ts";

const TRACK = { kind: "video", codec: "vp8", rid: "h", bitrate: 700_000, loss: 0.012, jitter: 3 };

const MEMBER = {
  id: "a",
  username: "Ada",
  permissions: ["op", "present"],
  quality: { up: "good", down: "good" },
  up: [{ id: "s", label: "camera", connected: true, tracks: [TRACK] }],
  down: [{ id: "t", label: "screenshare", tracks: [{ ...TRACK, rid: "", rtt: 31 }] }],
};

const STATISTICS = [
  {
    name: "acoustics",
    clients: [
      MEMBER,
      { ...MEMBER, id: "b", username: "Bo", permissions: [], quality: { up: "weak", down: "bad" } },
      { id: "c", username: "ليلى الفاسي", quality: { up: "good", down: "good" } },
      { id: "d", username: "", quality: { up: "good", down: "good" } },
    ],
  },
  { name: "exam", locked: true, clients: [] },
];

const DAY_MS = 86_400_000;

/** What the server has, by path below its API. */
const RESOURCES: Readonly<Record<string, unknown>> = {
  ".groups/": ["acoustics", "acoustics/practical", "exam", "staff"],
  ".groups/acoustics": { displayName: "Acoustics, winter term", public: true, "max-clients": 120 },
  ".groups/acoustics/.users/": ["ada", "bo"],
  ".groups/acoustics/.users/ada": { permissions: "op" },
  ".groups/acoustics/.users/bo": { permissions: "present" },
  ".groups/acoustics/.tokens/": ["k3y", "old"],
  ".groups/acoustics/.tokens/k3y": {
    permissions: ["present"],
    expires: new Date(Date.now() + 7 * DAY_MS).toISOString(),
    issuedBy: "ada",
  },
  ".groups/acoustics/.tokens/old": {
    username: "guest",
    permissions: ["observe"],
    expires: new Date(Date.now() - DAY_MS).toISOString(),
  },
  ".groups/.tokens/": [],
  ".about": { version: "0", writableGroups: true },
  ".stats": STATISTICS,
  ".stats/acoustics": STATISTICS[0],
};

const ROOT = "/galene-api/v0/";

function playedFetch(url: string, { method = "GET" }: RequestInit): Promise<Response> {
  const value = RESOURCES[decodeURI(url.slice(ROOT.length))];
  if (method !== "GET") return Promise.resolve(new Response(null, { status: 204 }));
  if (value === undefined) return Promise.resolve(new Response(null, { status: 404 }));
  const headers = { "content-type": "application/json", etag: '"1"' };
  return Promise.resolve(new Response(JSON.stringify(value), { headers }));
}

/** The page with somebody logged in, but for `?door`. */
export function AdminPart() {
  const session = useMemo(() => createSession(playedFetch, null), []);
  useEffect(() => {
    if (new URLSearchParams(location.search).has("door")) return;
    void session.logIn({
      credentials: { type: "password", username: "root", password: "secret" },
      group: "",
      remember: false,
    });
  }, []);
  return <AdminPage session={session} />;
}
