/**
 * A front end in one file: joins a group, sends camera and microphone, shows everybody's streams, and chats.
 * @module
 */
import { type Client, createClient } from "@lectern/client";
import type { DownStream } from "@lectern/client/down";

const find = (id: string) => document.getElementById(id)!;
const words = (form: HTMLFormElement, name: string) => String(new FormData(form).get(name));
const door = find("door") as HTMLFormElement;
const entry = find("entry") as HTMLFormElement;

door.onsubmit = (event) => {
  event.preventDefault();
  const client = createClient({ group: words(door, "group"), server: location.href });
  const videos = new Map<string, HTMLVideoElement>();

  client.on("joined", async ({ again }) => {
    say(`You are in ${client.group}.`, true);
    if (again) return;
    const media = await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
    client.up.publish("camera", media.getTracks());
  });
  client.on("interrupted", () => say("The connection is lost. Trying again…", true));
  client.on("left", ({ problem }) => {
    say(problem === null ? "You have left." : `You are out: ${problem.type}.`, false);
    find("lines").replaceChildren();
    client.dispose();
  });
  client.on("upEnded", ({ stream }) => stream.tracks.peek().forEach((track) => track.stop()));
  client.on("chat", ({ username, value }) => {
    const textContent = `${username}: ${value}`;
    find("lines").append(Object.assign(document.createElement("li"), { textContent }));
  });

  client.down.streams.subscribe((streams) => {
    for (const stream of streams) {
      if (!videos.has(stream.key)) videos.set(stream.key, show(client, stream));
    }
    for (const [key, video] of videos) {
      if (streams.some((stream) => stream.key === key)) continue;
      video.remove();
      videos.delete(key);
    }
  });

  find("leave").onclick = () => client.leave();
  entry.onsubmit = (event) => {
    event.preventDefault();
    client.say(words(entry, "words"));
    entry.reset();
  };
  client.join({ username: words(door, "username"), password: words(door, "password") });
};

function show({ down }: Client, stream: DownStream): HTMLVideoElement {
  const video = document.createElement("video");
  Object.assign(video, { autoplay: true, playsInline: true, width: 320, title: stream.username });
  stream.tracks.subscribe((tracks) => {
    video.srcObject = new MediaStream([...tracks]);
  });
  down.show(stream, { width: 320, height: 240, stage: false, hidden: false });
  find("streams").append(video);
  return video;
}

function say(state: string, inside: boolean): void {
  find("state").textContent = state;
  door.hidden = inside;
  find("room").hidden = !inside;
}
