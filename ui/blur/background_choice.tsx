/**
 * The choice of what is behind oneself.
 * @module
 */
import { useSignal } from "@preact/signals";
import { ImagePlus } from "lucide-preact";
import { useId, useRef } from "preact/hooks";
import { Choice } from "../components/fields.tsx";
import type { Background } from "../models/settings.ts";
import { text } from "../text.ts";
import { useSettings } from "../theme.ts";
import { canFilter } from "./filter.ts";
import { keepPicture } from "./picture.ts";

/** A select, and a button for a picture of one's own. Nothing where the browser cannot do it. */
export function BackgroundChoice() {
  const settings = useSettings();
  const file = useRef<HTMLInputElement>(null);
  const problem = useSignal("");
  const id = useId();
  const { background, backgroundPicture } = settings.values.value;
  // Who has wished for what this machine cannot do must be able to take that back.
  if (background === "none" && !canFilter()) return null;

  const take = async (input: HTMLInputElement) => {
    const chosen = input.files?.[0];
    input.value = "";
    if (chosen === undefined) return;
    const picture = await keepPicture(chosen);
    problem.value = picture === null ? text.background.badPicture : "";
    if (picture !== null) settings.change({ backgroundPicture: picture });
  };
  return (
    <div class="background-choice">
      <Choice<Background>
        label={text.background.label}
        options={text.background.options}
        order={["none", "blur", "picture"]}
        value={background}
        change={(value) => {
          settings.change({ background: value });
          if (value === "picture" && backgroundPicture === "") file.current?.click();
        }}
      />
      {background === "picture" && (
        <button
          type="button"
          class="button small"
          onClick={() => file.current?.click()}
        >
          <ImagePlus class="icon" aria-hidden="true" />
          {text.background.choose}
        </button>
      )}
      <input
        ref={file}
        id={id}
        type="file"
        accept="image/*"
        hidden
        aria-label={text.background.choose}
        onChange={(event) => void take(event.currentTarget)}
      />
      <div role="alert">
        {problem.value !== "" && <p class="problem">{problem.value}</p>}
      </div>
    </div>
  );
}
