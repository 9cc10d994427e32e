/**
 * What lies over the stage: captions, reactions, files.
 * @module
 */
import { Captions } from "./captions.tsx";
import { Files } from "./file_drop.tsx";
import { RoomReactions } from "./reactions.tsx";

/** All of it; the tiles below stay in reach. */
export function Overlay() {
  return (
    <div class="overlay">
      <RoomReactions />
      <Captions />
      <Files />
    </div>
  );
}
