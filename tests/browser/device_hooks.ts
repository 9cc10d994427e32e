/**
 * Devices that do what a test wants: refuse, vanish, come back. What a test plants in a page before its own scripts run.
 * @module
 */

/** What `plantDevices` leaves on `globalThis` of a page. */
export interface DeviceRecord {
  /** The name of the `DOMException` with which cameras and microphones refuse from now on; "" for none. */
  refuse: "" | "NotAllowedError" | "NotFoundError" | "NotReadableError";
  /** Names of devices that are unplugged. */
  readonly unplugged: Set<string>;
  /** What was asked for, the last at the end. */
  readonly asked: MediaStreamConstraints[];
  /** All tracks that were given. */
  readonly tracks: MediaStreamTrack[];
  /** Sets what the browser says of a permission, and tells whoever listens. */
  permit(state: PermissionState): void;
  /** The devices are others than before. */
  changed(): void;
  /** Ends the live tracks of a kind as if their device had been unplugged. */
  unplug(kind: "audio" | "video"): void;
}

declare global {
  // A page has one of these if it was planted.
  var deviceTest: DeviceRecord;
}

/**
 * Runs in the page, at its start. Wraps what asks for devices; what it gives are the browser's own fake ones.
 * (It is sent to the page as text: it may use nothing from outside itself.)
 */
export function plantDevices(): void {
  const statuses: (EventTarget & { state: PermissionState })[] = [];
  let permission: PermissionState = "granted";
  const media = navigator.mediaDevices;
  const record: DeviceRecord = {
    refuse: "",
    unplugged: new Set(),
    asked: [],
    tracks: [],
    permit: (state) => {
      permission = state;
      for (const status of statuses) {
        status.state = state;
        status.dispatchEvent(new Event("change"));
      }
    },
    changed: () => void media.dispatchEvent(new Event("devicechange")),
    unplug: (kind) => {
      for (const track of record.tracks) {
        if (track.kind !== kind || track.readyState !== "live") continue;
        record.unplugged.add(track.label);
        track.stop();
        track.dispatchEvent(new Event("ended"));
      }
      record.changed();
    },
  };
  globalThis.deviceTest = record;

  const enumerate = media.enumerateDevices.bind(media);
  const present = async () =>
    (await enumerate()).filter((device) =>
      record.refuse !== "NotFoundError" && !record.unplugged.has(device.label)
    );
  media.enumerateDevices = present;
  const getUserMedia = media.getUserMedia.bind(media);
  media.getUserMedia = async (constraints = {}) => {
    record.asked.push(constraints);
    const refuse = () => Promise.reject(new DOMException("as the test wants", record.refuse));
    if (record.refuse !== "") return await refuse();
    const given = await getUserMedia(constraints);
    const [track] = given.getTracks();
    if (track !== undefined && record.unplugged.has(track.label)) {
      track.stop();
      const kind = track.kind === "video" ? "videoinput" : "audioinput";
      const other = (await present()).find((device) =>
        device.kind === kind && device.deviceId !== "default"
      );
      if (other === undefined) throw new DOMException("unplugged", "NotFoundError");
      const wish = { deviceId: { exact: other.deviceId } };
      return await media.getUserMedia(kind === "videoinput" ? { video: wish } : { audio: wish });
    }
    record.tracks.push(...given.getTracks());
    return given;
  };
  const query = navigator.permissions.query.bind(navigator.permissions);
  navigator.permissions.query = (descriptor) => {
    const name: string = descriptor.name;
    if (name !== "camera" && name !== "microphone") return query(descriptor);
    const status = Object.assign(new EventTarget(), { state: permission, name, onchange: null });
    statuses.push(status);
    return Promise.resolve(status as unknown as PermissionStatus);
  };
}
