/**
 * What holds for the whole room now: that there is no connection, hardly one, or that one receives less than there is.
 * @module
 */
import { Ear, LoaderCircle, TriangleAlert } from "lucide-preact";
import { useApp } from "../context.ts";
import type { ReceiveWish } from "../client/requests.ts";
import { text } from "../text.ts";
import { SharingBar } from "./sharing_bar.tsx";

/** Lines over the stage. */
export function Banner() {
  return (
    <div class="banner">
      <ConnectionLine />
      <SharingBar />
    </div>
  );
}

/** The most important of what there is to say, with what can be done about it. */
function ConnectionLine() {
  const { session, network } = useApp();
  const trouble = network.trouble.value;
  if (session.reconnecting.value) return <OutageBanner />;
  if (trouble?.bad === true) return <TroubleBanner sentence={trouble.sentence} />;
  return <LessBanner />;
}

function OutageBanner() {
  const { connection, outage } = useApp();
  const seconds = outage.seconds.value ?? 0;
  const trying = connection.state.value.name !== "waiting";
  return (
    <div class="banner-line">
      <LoaderCircle class="icon spinning" aria-hidden="true" />
      {/* Only that it is lost is spoken: not every second of it. */}
      <p class="hidden" role="status">{text.connection.lost}</p>
      <p>{wordsOf(seconds)}</p>
      <button
        type="button"
        class="button small"
        disabled={trying}
        onClick={() => connection.probe()}
      >
        {trying ? text.connection.trying : text.connection.tryNow}
      </button>
      <DoctorLink />
    </div>
  );
}

function wordsOf(seconds: number): string {
  if (!navigator.onLine) return text.connection.offline;
  if (seconds < 2) return text.room.reconnecting;
  return seconds < 90
    ? text.connection.lostFor(seconds)
    : text.connection.lostForMinutes(Math.round(seconds / 60));
}

function TroubleBanner({ sentence }: { readonly sentence: string }) {
  const { settings } = useApp();
  const { receive } = settings.values.value;
  return (
    <div role="status">
      <div class="banner-line">
        <TriangleAlert class="icon" aria-hidden="true" />
        <p>{sentence}</p>
        {receive !== "audio" && receive !== "" && (
          <button
            type="button"
            class="button small"
            onClick={() => settings.change({ receive: "audio" })}
          >
            {text.connection.soundOnly}
          </button>
        )}
        <DoctorLink />
      </div>
    </div>
  );
}

/** Who has once chosen less should not wonder for ever where the pictures are. */
function LessBanner() {
  const { settings } = useApp();
  const sentence = lessOf(settings.values.value.receive);
  return (
    <div role="status">
      {sentence !== null && (
        <div class="banner-line" data-calm>
          <Ear class="icon" aria-hidden="true" />
          <p>{sentence}</p>
          <button
            type="button"
            class="button small"
            onClick={() => settings.change({ receive: "everything" })}
          >
            {text.connection.everything}
          </button>
        </div>
      )}
    </div>
  );
}

function lessOf(receive: ReceiveWish): string | null {
  if (receive === "everything" || receive === "everything-low") return null;
  return text.connection.less[receive];
}

/** Who finds out what is wrong; the room stays open. */
function DoctorLink() {
  return (
    <a class="button small" href="/doctor/" target="_blank" rel="noopener">{text.trouble.doctor}</a>
  );
}
