import { Buffer } from "node:buffer";
import { DtlsClient, type Transport } from "werift";
import { assert, assertEquals } from "../../tests/assert.ts";
import { until } from "../../tests/until.ts";
import { parseStun } from "../packet/stun.ts";
import { writeBindingRequest } from "../packet/stun_write.ts";
import type { RemoteTransport } from "../sdp/negotiate.ts";
import { type Address, addressOf } from "./address.ts";
import { endpointOf } from "./address_table.ts";
import { createDtlsCertificate, type DtlsCertificate, receiveDtls } from "./dtls.ts";
import {
  closeSession,
  createSession,
  onSessionTime,
  receiveCheck,
  restartSession,
  type Session,
  sessionDeadlineUs,
  setRemote,
} from "./session.ts";
import { createBackend } from "./srtp_context.ts";
import { createPortableSuite } from "./srtp_portable.ts";
import { createUdpMux, type UdpMux } from "./udp_mux.ts";

// werift's timers cannot be simulated: these tests run in real time, and timers of finished handshakes may outlive them.
const realTime = { sanitizeOps: false, sanitizeResources: false };

const home = addressOf("192.0.2.1", 5000)!;
const away = addressOf("2001:db8::1", 5001)!;
const remoteIce = { ufrag: "them", pwd: "their-password-their-password" };

interface World {
  readonly mux: UdpMux;
  readonly session: Session;
  readonly client: DtlsCertificate;
  /** What happened, in order. */
  readonly story: string[];
  /** Resolved by the next `connected` or `lost`. */
  next(): Promise<void>;
  onSend: (bytes: Uint8Array, to: Address) => void;
}

async function createWorld(): Promise<World> {
  const mux = createUdpMux();
  const story: string[] = [];
  let wake: () => void = () => {};
  const tell = (line: string) => {
    story.push(line);
    wake();
  };
  const world: World = {
    mux,
    client: await createDtlsCertificate(),
    story,
    next: () => new Promise((resolve) => wake = resolve),
    onSend: () => {},
    session: createSession(1, {
      mux,
      certificate: await createDtlsCertificate(),
      backend: createBackend(createPortableSuite()),
      owner: {
        send: (bytes, to) => {
          const { ip, port } = endpointOf(mux.addresses, to)!;
          world.onSend(bytes, addressOf(ip, port)!);
        },
        connected: () => tell("connected"),
        lost: (_session, reason) => tell(`lost: ${reason}`),
      },
    }, { ufrag: "us", pwd: "our-password-our-password" }),
  };
  return world;
}

function remoteOf(world: World, certificate = world.client): RemoteTransport {
  return { ice: remoteIce, fingerprint: certificate.fingerprint };
}

/** The peer makes a check from `from`. */
function check(world: World, from: Address, nowUs: number, useCandidate = false): string | null {
  return checkAs(world.session, "controlling", from, nowUs, useCandidate);
}

/** The peer of any session makes a check, in either role. */
function checkAs(
  session: Session,
  role: "controlling" | "controlled",
  from: Address,
  nowUs: number,
  useCandidate = false,
): string | null {
  const { local } = session.ice;
  const bytes = writeBindingRequest({
    transactionId: new Uint8Array(12).fill(nowUs & 255),
    username: `${local.ufrag}:${remoteIce.ufrag}`,
    priority: 1,
    useCandidate,
    role,
    tieBreaker: 1n,
  }, local.pwd);
  const message = parseStun(bytes, 0, bytes.length);
  assert(message !== null);
  return receiveCheck(session, message, from, nowUs);
}

/** The peer's DTLS, over the address that the session sends to. */
function startDtls(world: World): void {
  const transport: Transport = {
    type: "udp",
    address: { address: "", family: "IPv4", port: 0 },
    closed: false,
    onData: () => {},
    close: () => Promise.resolve(),
    send: (bytes: Buffer) => {
      queueMicrotask(() => receiveDtls(world.session.dtls, bytes));
      return Promise.resolve();
    },
  };
  world.onSend = (bytes) =>
    queueMicrotask(() => {
      if (bytes[0]! >= 20) transport.onData(Buffer.from(bytes), ["", 0]);
    });
  new DtlsClient({
    cert: world.client.certPem,
    key: world.client.keyPem,
    signatureHash: { hash: 4, signature: 3 },
    transport,
    srtpProfiles: [7],
    extendedMasterSecret: true,
  }).connect().catch(() => {});
}

async function connect(world: World): Promise<void> {
  setRemote(world.session, remoteOf(world), 0);
  check(world, home, 0, true);
  const connected = world.next();
  startDtls(world);
  await connected;
  assertEquals(world.story, ["connected"]);
}

Deno.test(
  "a session is connected by a check, a handshake and the certificate of the description",
  realTime,
  async () => {
    const world = await createWorld();
    await connect(world);
    assertEquals(world.session.state, "connected");
    assertEquals(endpointOf(world.mux.addresses, world.session.address)?.ip, home.ip);
  },
);

Deno.test(
  "checks and handshake may come before the description, which then decides",
  realTime,
  async () => {
    const world = await createWorld();
    check(world, home, 0, true);
    startDtls(world);
    await until("the handshake to end", () => world.session.unvouched !== null);
    assertEquals(world.story, []);
    setRemote(world.session, remoteOf(world), 0);
    assertEquals(world.story, ["connected"]);
  },
);

Deno.test("a certificate other than the description's loses the session", realTime, async () => {
  const world = await createWorld();
  setRemote(world.session, remoteOf(world, await createDtlsCertificate()), 0);
  check(world, home, 0, true);
  const lost = world.next();
  startDtls(world);
  await lost;
  assertEquals(world.story, [
    "lost: the DTLS certificate is not the one that the description names",
  ]);
  assertEquals(world.session.srtpOut, null);
});

Deno.test("a later description with another certificate is refused", realTime, async () => {
  const world = await createWorld();
  assertEquals(setRemote(world.session, remoteOf(world), 0), null);
  const other = remoteOf(world, await createDtlsCertificate());
  assert(setRemote(world.session, other, 0)?.includes("certificate has changed"));
});

Deno.test(
  "a silent peer is lost after 30 seconds, and back with its next check",
  realTime,
  async () => {
    const world = await createWorld();
    await connect(world);
    const deadline = sessionDeadlineUs(world.session);
    assertEquals(deadline, 30_000_000);
    onSessionTime(world.session, deadline);
    assertEquals(world.session.address, -1);
    check(world, away, deadline + 1);
    assertEquals(world.story, [
      "connected",
      "lost: nothing was heard from the peer for 30 seconds",
      "connected",
    ]);
    assertEquals(endpointOf(world.mux.addresses, world.session.address)?.ip, away.ip);
  },
);

Deno.test(
  "a peer that changes its network is followed when it nominates its new address",
  realTime,
  async () => {
    const world = await createWorld();
    await connect(world);
    check(world, away, 1);
    assertEquals(endpointOf(world.mux.addresses, world.session.address)?.ip, home.ip);
    check(world, away, 2, true);
    assertEquals(endpointOf(world.mux.addresses, world.session.address)?.ip, away.ip);
  },
);

Deno.test(
  "an ICE restart keeps the session found by its old name until the new one is used",
  realTime,
  async () => {
    const world = await createWorld();
    await connect(world);
    restartSession(world.session, { ufrag: "new", pwd: "new-password-new-password" });
    assertEquals([...world.mux.byUfrag.keys()], ["us", "new"]);
    setRemote(world.session, remoteOf(world), 1);
    assertEquals(check(world, home, 1, true), null);
    assertEquals([...world.mux.byUfrag.keys()], ["new"]);
    assertEquals(world.story, ["connected"]);
  },
);

Deno.test("a closed session leaves nothing behind", realTime, async () => {
  const world = await createWorld();
  await connect(world);
  check(world, away, 1);
  closeSession(world.session);
  assertEquals(world.mux.byUfrag.size, 0);
  assertEquals(world.mux.addresses.numbers.size, 0);
  assert(world.mux.byAddress.every((session) => session === undefined));
});

/** Another session of the same worker. */
function createOther(world: World): Session {
  return createSession(2, world.session.context, { ufrag: "also", pwd: "x".repeat(24) });
}

Deno.test("an address belongs to the session that proved it last", realTime, async () => {
  const world = await createWorld();
  check(world, home, 0);
  const other = createOther(world);
  checkAs(other, "controlling", home, 1);
  assertEquals(world.mux.byAddress[other.address]?.id, 2);
  check(world, home, 2);
  assertEquals(world.mux.byAddress[other.address]?.id, 1);
  closeSession(other);
  assertEquals(world.mux.byAddress[world.session.address]?.id, 1);
});

Deno.test("a check that is refused proves nothing and takes no address", realTime, async () => {
  const world = await createWorld();
  check(world, home, 0);
  const number = world.session.address;
  const other = createOther(world);
  checkAs(other, "controlled", home, 1);
  assertEquals(world.mux.byAddress[number]?.id, 1);
  closeSession(other);
  assertEquals(world.mux.byAddress[number]?.id, 1);
  checkAs(world.session, "controlled", away, 2);
  assertEquals(world.mux.addresses.endpoints.length, 1);
});

Deno.test(
  "nothing is sent to an address after it was forgotten, whatever was lost before",
  realTime,
  async () => {
    const world = await createWorld();
    setRemote(world.session, remoteOf(world, await createDtlsCertificate()), 0);
    check(world, home, 0, true);
    const lost = world.next();
    startDtls(world);
    await lost;
    onSessionTime(world.session, sessionDeadlineUs(world.session));
    assertEquals(world.session.address, -1);
    assertEquals(world.story.length, 1, "it is lost once");
  },
);
