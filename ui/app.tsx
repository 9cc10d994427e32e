/**
 * The entry of the room and of the pages before it.
 * @module
 */
import { start } from "./start.tsx";

const root = document.getElementById("app");
if (root !== null) start(root);
