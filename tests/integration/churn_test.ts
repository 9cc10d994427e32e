/**
 * Hundreds of clients that come, publish, receive, change their minds and go, with and without a word. When the last has
 * gone, the server must hold nothing for any of them.
 */
import { createDtlsCertificate } from "../../media/transport/dtls.ts";
import { writeBindingRequest } from "../../media/packet/stun_write.ts";
import { parseCommandLine } from "../../server/config.ts";
import type { Holdings } from "../../server/holdings.ts";
import { createLog } from "../../server/log.ts";
import { type Server, startServer } from "../../server/server.ts";
import { assert, assertEquals } from "../assert.ts";
import { answerTo, iceOf, offerWith, type PeerTransport } from "../peer_sdp.ts";
import { createRandom, type Random } from "../random.ts";
import { OFFERS } from "../sdp_fixtures.ts";
import { until } from "../until.ts";
import { connect, type GaleneClient, join, type Message } from "./galene_client.ts";
import { acceptStreams, LEAVES_TIMERS, publish, sendUntil } from "./streams.ts";
import { connectRaw } from "./raw_client.ts";

const GROUP = "demo";

/** How many clients there are at a time, and how many lives each has. */
const GUESTS = 10;
const LIVES = 15;

const NOTHING: Holdings["media"] = {
  sessions: 0,
  addresses: 0,
  userNames: 0,
  ringBytes: 0,
  loans: 0,
};

/** A server in this process, which can be looked into. */
async function start(workers = 1): Promise<{ server: Server; origin: string; lines: string[] }> {
  const commandLine = parseCommandLine([
    ...["--demo", "--insecure", "--http", "127.0.0.1:0", "--udp", "0"],
    ...["--workers", `${workers}`],
    ...["--data", "/nonexistent", "--log-level", "warn"],
  ]);
  assert(commandLine.type === "run");
  const lines: string[] = [];
  const server = await startServer(
    commandLine.config,
    createLog({
      level: "warn",
      format: "text",
      clock: Date.now,
      write: (line) => lines.push(line),
    }),
  );
  return { server, origin: `http://127.0.0.1:${server.port}`, lines };
}

/** Waits until nothing is held for anybody. */
async function untilEmpty(server: Server): Promise<void> {
  let held = await server.holdings();
  try {
    await until("the server to hold nothing", async () => {
      held = await server.holdings();
      return held.sockets + held.clients + held.members + held.rooms + held.sessions === 0 &&
        Object.values(held.media).every((count) => count === 0);
    }, 10_000);
  } catch {
    const expected = { sockets: 0, clients: 0, groups: 1, members: 0, rooms: 0, sessions: 0 };
    assertEquals(held, { ...expected, media: NOTHING });
  }
  assert(held.groups <= 1);
}

/** The most that was ever held, of each kind. */
async function noteMost(server: Server, most: Holdings["media"]): Promise<Holdings["media"]> {
  const { media } = await server.holdings();
  return {
    sessions: Math.max(most.sessions, media.sessions),
    addresses: Math.max(most.addresses, media.addresses),
    userNames: Math.max(most.userNames, media.userNames),
    ringBytes: Math.max(most.ringBytes, media.ringBytes),
    loans: Math.max(most.loans, media.loans),
  };
}

/** Somebody with no manners. */
interface Guest {
  readonly random: Random;
  readonly client: GaleneClient;
  readonly transport: PeerTransport;
  readonly udp: Deno.DatagramConn;
  /** Own streams' ids: few, so that they are used again. */
  readonly ids: readonly string[];
}

/** One thing that a client may do. */
type Act = (guest: Guest) => void | Promise<void>;

function offer({ client, random, ids, transport }: Guest, fields: Partial<Message> = {}): void {
  const { camera, simulcast } = OFFERS.chromium;
  const sdp = offerWith(random.int(2) === 0 ? camera : simulcast, transport);
  client.send({ type: "offer", id: pick(random, ids), label: "camera", sdp, ...fields });
}

/** Descriptions of the server's that this client has, newest last. */
function descriptions({ client }: Guest, type: "offer" | "answer"): Message[] {
  return client.heard.filter((message) => message.type === type).slice(-6);
}

const ACTS: readonly Act[] = [
  (guest) => offer(guest),
  (guest) => offer(guest),
  (guest) => offer(guest, { replace: pick(guest.random, guest.ids) }),
  // The second offer is on its way before the first is refused.
  (guest) => {
    const id = pick(guest.random, guest.ids);
    offer(guest, { id, sdp: "garbage" });
    offer(guest, { id });
  },
  (guest) => guest.client.send({ type: "close", id: pick(guest.random, guest.ids) }),
  (guest) => {
    for (const { id, sdp } of descriptions(guest, "offer")) {
      guest.client.send({ type: "answer", id, sdp: answerTo(sdp, guest.transport) });
    }
  },
  (guest) => {
    for (const { id } of descriptions(guest, "offer").slice(0, 2)) {
      guest.client.send({ type: "abort", id });
    }
  },
  (guest) => {
    for (const { id } of descriptions(guest, "offer")) {
      guest.client.send({ type: "renegotiate", id });
      guest.client.send({ type: "requestStream", id, request: pick(guest.random, REQUESTS) });
    }
  },
  (guest) => guest.client.send({ type: "request", request: { "": pick(guest.random, REQUESTS) } }),
  (guest) => guest.client.send({ type: "request", request: { "": ["audio", "video"] } }),
  sendChecks,
  sendChecks,
  ({ client }) => {
    client.send({ type: "join", kind: "leave", group: GROUP });
    client.send({ type: "join", kind: "join", group: GROUP, username: client.username });
    client.send({ type: "request", request: { "": ["audio", "video"] } });
  },
];

const REQUESTS = [["audio", "video"], ["audio", "video-low"], ["audio"], []] as const;

/** Proves its address to sessions of its own. */
async function sendChecks(guest: Guest): Promise<void> {
  for (const { sdp } of [...descriptions(guest, "answer"), ...descriptions(guest, "offer")]) {
    const { ufrag, pwd } = iceOf(sdp);
    const port = Number(/^a=candidate:.* (\d+) typ host/m.exec(sdp)?.[1]);
    const check = writeBindingRequest({
      transactionId: crypto.getRandomValues(new Uint8Array(12)),
      username: `${ufrag}:${guest.transport.ice.ufrag}`,
      priority: 1,
      useCandidate: true,
      role: guest.random.int(5) === 0 ? "controlled" : "controlling",
      tieBreaker: 1n,
    }, pwd);
    await guest.udp.send(check, { transport: "udp", hostname: "127.0.0.1", port });
  }
}

/** One life of a guest, from its coming to its going. */
async function live(origin: string, name: string, random: Random, transport: PeerTransport) {
  const client = await connect(origin, name);
  const udp = Deno.listenDatagram({ transport: "udp", hostname: "127.0.0.1", port: 0 });
  const guest = { random, client, udp, transport, ids: [`${name}-a`, `${name}-b`, "shared"] };
  client.send({ type: "join", kind: "join", group: GROUP, username: name });
  client.send({ type: "request", request: { "": ["audio", "video"] } });
  try {
    for (let i = 2 + random.int(8); i > 0 && client.ending() === null; i--) {
      for (let n = 1 + random.int(3); n > 0; n--) await pick(random, ACTS)(guest);
      const from = client.heard.length;
      client.send({ type: "ping" });
      await until("an answer", () => {
        return client.ending() !== null ||
          client.heard.slice(from).some((message) => message.type === "pong");
      });
    }
    if (random.int(2) === 0) client.send({ type: "join", kind: "leave", group: GROUP });
  } finally {
    udp.close();
    await client.close();
  }
}

function pick<T>(random: Random, choices: readonly T[]): T {
  return choices[random.int(choices.length)]!;
}

for (const workers of [1, 3]) {
  Deno.test(`when hundreds of clients have come and gone, ${workers} workers hold nothing`, async () => {
    const { server, origin, lines } = await start(workers);
    const { fingerprint } = await createDtlsCertificate();
    let most = NOTHING;
    const livesOf = async (guest: number) => {
      const random = createRandom(guest);
      const ice = { ufrag: `guest${guest}`, pwd: "their-password-their-password" };
      for (let i = 0; i < LIVES; i++) {
        await live(origin, `guest${guest}`, random, { ice, fingerprint });
        most = await noteMost(server, most);
      }
    };
    try {
      await Promise.all(Array.from({ length: GUESTS }, (_, guest) => livesOf(guest)));
      await untilEmpty(server);
      assert(most.sessions > 20 && most.addresses > 0 && most.userNames > 20, Deno.inspect(most));
      assert(workers === 1 || most.loans > 0, "nothing was ever lent");
      assertEquals(lines, []);
    } finally {
      await server.stop();
    }
  });
}

Deno.test("clients that drop without goodbye leave nothing", async () => {
  const { server, origin, lines } = await start();
  const { fingerprint } = await createDtlsCertificate();
  const transport = { ice: { ufrag: "peer", pwd: "their-password-their-password" }, fingerprint };
  const sdp = offerWith(OFFERS.chromium.camera, transport);
  const witness = await join(origin, GROUP, "witness");
  try {
    for (let i = 0; i < 40; i++) {
      const from = witness.heard.length;
      const username = `ghost${i}`;
      const ghost = await connectRaw(server.port);
      await ghost.send({ type: "handshake", version: ["2"], id: username });
      await ghost.send({ type: "join", kind: "join", group: GROUP, username });
      await ghost.send({ type: "offer", id: `stream${i}`, label: "camera", sdp });
      const { id, sdp: offered } = await witness.hear({ type: "offer", username }, from);
      if (i % 2 === 0) witness.send({ type: "answer", id, sdp: answerTo(offered, transport) });
      ghost.drop();
      await witness.hear({ type: "user", kind: "delete", username }, from);
      assert(witness.heard.slice(from).some((each) => each.type === "close" && each.id === id));
    }
    const { sockets, members } = await server.holdings();
    assertEquals([sockets, members], [1, 1]);
    await witness.close();
    await untilEmpty(server);
    assertEquals(lines, []);
  } finally {
    await witness.close();
    await server.stop();
  }
});

Deno.test(
  "calls that flow leave nothing when they end, in whatever way",
  LEAVES_TIMERS,
  async () => {
    const { server, origin, lines } = await start();
    try {
      for (const way of ["stream", "client", "receiver first"]) {
        const ada = await join(origin, GROUP, "Ada");
        const ben = await join(origin, GROUP, "Ben");
        const toBen = acceptStreams(ben);
        const up = await publish(ada);
        await sendUntil(up, "a stream for Ben", () => toBen.size > 0);
        const [down] = toBen.values();
        await sendUntil(up, "video for Ben", () => down!.video.length >= 10);
        const { media } = await server.holdings();
        assertEquals(media.sessions, 2);
        assert(media.addresses >= 2 && media.ringBytes > 0, Deno.inspect(media));
        if (way === "stream") await up.close();
        if (way === "receiver first") await ben.close();
        await ada.close();
        await ben.close();
        await untilEmpty(server);
        for (const { connection } of [up, down!]) await connection.close();
      }
      assertEquals(lines, []);
    } finally {
      await server.stop();
    }
  },
);
