import type { ClientMessage, ClientOffer } from "../../server/messages.ts";
import { assertEquals } from "../../tests/assert.ts";
import {
  createClientWorld,
  createFakeTrack,
  settled,
  withFakePeers,
} from "../../tests/client/world.ts";

function offersOf(messages: readonly ClientMessage[]): ClientOffer[] {
  return messages.filter((message) => message.type === "offer");
}

const microphone = createFakeTrack("audio");
const camera = createFakeTrack("video");

Deno.test("a stream that is published at the door is offered in the room", async () => {
  await withFakePeers(async () => {
    const { client, enter, sent } = createClientWorld();
    const stream = client.up.publish("camera", [microphone, camera]);
    await settled();
    assertEquals(sent(), []);
    enter();
    await settled();
    const [offer] = offersOf(sent());
    assertEquals([offer?.label, offer?.sdp, offer?.username], ["camera", "offer", "Ada"]);
    assertEquals(offer?.id, stream.peer.value?.id);
    client.dispose();
  });
});

Deno.test("a track takes the place of one of its kind, others need a new offer that replaces the old", async () => {
  await withFakePeers(async () => {
    const { client, enter, sent, say } = createClientWorld();
    enter();
    const stream = client.up.publish("camera", [camera]);
    await settled();
    const first = offersOf(sent())[0]?.id ?? "";
    say({ type: "answer", id: first, sdp: "good" });
    client.up.setTracks(stream, [createFakeTrack("video")]);
    await settled();
    assertEquals(offersOf(sent()), []);
    client.up.setTracks(stream, [camera, microphone]);
    await settled();
    assertEquals(offersOf(sent())[0]?.replace, first);
    client.up.setTracks(stream, []);
    assertEquals([sent().at(-1)?.type, client.up.streams.value], ["close", []]);
    client.dispose();
  });
});

Deno.test("a stream outlives a loss of the connection under a new id", async () => {
  await withFakePeers(async () => {
    const { client, enter, sent, lose, pass } = createClientWorld();
    enter();
    const stream = client.up.publish("screenshare", [camera]);
    await settled();
    const first = offersOf(sent())[0]?.id;
    lose();
    assertEquals(stream.peer.value, null);
    pass(1000);
    await settled();
    const [offer] = offersOf(sent());
    assertEquals([offer?.id === first, offer?.replace], [false, undefined]);
    assertEquals(client.up.streams.value, [stream]);
    client.dispose();
  });
});

Deno.test("why a stream has ended is told", async () => {
  await withFakePeers(async () => {
    const { client, enter, sent, say, pass, log } = createClientWorld();
    client.on("upFailed", () => log.push("failed"));
    client.on("upEnded", ({ why }) => log.push(why));
    enter();
    log.length = 0;
    const publish = async () => {
      client.up.publish("camera", [camera]);
      await settled();
      return offersOf(sent())[0]?.id ?? "";
    };
    say({ type: "abort", id: await publish() });
    assertEquals(log.splice(0), ["refused"]);

    let id = await publish();
    for (let failures = 0; failures < 5; failures++) {
      say({ type: "answer", id, sdp: "bad" });
      await settled();
      pass(2000);
      await settled();
      id = offersOf(sent())[0]?.id ?? "";
    }
    assertEquals(log.splice(0), ["failed", "failed", "failed", "failed", "broken"]);

    await publish();
    client.leave();
    assertEquals(log.splice(0), ["left"]);
    client.dispose();
  });
});
