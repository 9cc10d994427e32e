/**
 * The room itself, with people who are played. Whatever its commands open can be looked at, too.
 * @module
 */
import { useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { createBrowserEnvironment } from "../client/environment.ts";
import { Join } from "../components/join.tsx";
import { Room } from "../components/room.tsx";
import { AppContext } from "../context.ts";
import { type App, createApp } from "../models/app.ts";
import { useSettings } from "../theme.ts";
import { createPlayedServer, type PlayedServer } from "./played_server.ts";
import { type SceneName, SCENES } from "./scenes.ts";

const KINDS = ["info", "warning", "error"] as const;

/** Which scene the address names. */
function sceneOf(search: string): SceneName {
  const name = new URLSearchParams(search).get("scene") ?? "";
  return Object.hasOwn(SCENES, name) ? name as SceneName : "everybody";
}

/** A room that fills the window; what can befall it is behind a small sign. */
export function RoomPart() {
  const settings = useSettings();
  const name = useMemo(() => sceneOf(location.search), []);
  const { app, server } = useMemo(() => {
    const server = createPlayedServer(SCENES[name]);
    const environment = { ...createBrowserEnvironment(), openSocket: server.openSocket };
    const app = createApp({
      group: "styleguide",
      server: location.origin,
      token: "",
      settings,
      storage: null,
      environment,
      mountRoom: async (app, window) =>
        (await import("../components/room_pip.tsx")).mountRoomPip(app, window),
      navigate: () => {},
    });
    return { app, server };
  }, []);
  useEffect(() => {
    app.client.join({ username: "Iris" });
    return app.dispose;
  }, []);
  return (
    <AppContext.Provider value={app}>
      {app.session.phase.value === "room" ? <Room /> : <Join trouble={null} />}
      <Happenings app={app} server={server} name={name} />
    </AppContext.Provider>
  );
}

interface HappeningsProps {
  readonly app: App;
  readonly server: PlayedServer;
  readonly name: SceneName;
}

function Happenings({ app, server, name }: HappeningsProps) {
  const open = useSignal(false);
  const happen = (action: () => void) => () => {
    open.value = false;
    action();
  };
  return (
    <details
      class="styleguide-happenings"
      open={open.value}
      onToggle={({ currentTarget }) => {
        open.value = currentTarget.open;
      }}
    >
      <summary aria-label="Scenes">◐</summary>
      <nav class="styleguide-list">
        {Object.keys(SCENES).map((scene) => (
          <a
            key={scene}
            href={`?part=room&scene=${scene}`}
            aria-current={scene === name ? "page" : undefined}
          >
            {scene}
          </a>
        ))}
        <a href="?">Style guide</a>
        {KINDS.map((kind) => (
          <button
            key={kind}
            type="button"
            class="button small"
            onClick={happen(() => app.notices.show(kind, `A notice of the kind ${kind}.`))}
          >
            Notice: {kind}
          </button>
        ))}
        <button type="button" class="button small" onClick={happen(server.vanish)}>
          Lose the connection
        </button>
      </nav>
    </details>
  );
}
