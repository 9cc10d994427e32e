/**
 * Controls and small parts, in their states.
 * @module
 */
import { signal, useSignal } from "@preact/signals";
import { Copy, MicOff, Search, Settings as Gear, Trash } from "lucide-preact";
import { useEffect } from "preact/hooks";
import { Avatar } from "../components/avatar.tsx";
import { Choice, Switch, SwitchRow, TextField } from "../components/fields.tsx";
import { LevelMeter } from "../components/level_meter.tsx";
import { QualityBars } from "../components/quality_bars.tsx";

const name = signal("Ada Lovelace");
const empty = signal("");
const arabic = signal("ليلى الفاسي");
const secret = signal("secret");
const COLOURS = {
  red: "Red",
  green: "Green",
  blue: "A rather long name of a colour, cut if need be",
};

/** All of them. */
export function ControlsPart() {
  return (
    <>
      <Buttons />
      <Fields />
      <Meters />
      <Words />
    </>
  );
}

function Buttons() {
  return (
    <section class="styleguide-section">
      <h2>Buttons</h2>
      <div class="styleguide-row">
        <button type="button" class="button">Plain</button>
        <button type="button" class="button primary">Primary</button>
        <button type="button" class="button danger">Danger</button>
        <button type="button" class="button quiet">Quiet</button>
        <button type="button" class="button" disabled>Disabled</button>
        <button type="button" class="button">
          <Copy class="icon" aria-hidden="true" />
          With a sign
        </button>
        <a class="button primary" href="#">A link</a>
      </div>
      <div class="styleguide-row">
        <button type="button" class="button large primary">Large</button>
        <button type="button" class="button small">Small</button>
        <button type="button" class="icon-button" aria-label="Settings">
          <Gear class="icon" aria-hidden="true" />
        </button>
        <button type="button" class="icon-button" aria-label="Delete" disabled>
          <Trash class="icon" aria-hidden="true" />
        </button>
        <span class="chip">A chip</span>
        <span class="chip">
          <MicOff class="icon" aria-hidden="true" />With a sign
        </span>
      </div>
    </section>
  );
}

function Fields() {
  const colour = useSignal<keyof typeof COLOURS>("red");
  const on = useSignal(true);
  return (
    <section class="styleguide-section">
      <h2>Fields</h2>
      <div class="styleguide-fields">
        <TextField label="A name" hint="What the field is for" value={name} />
        <TextField label="From right to left" value={arabic} />
        <TextField label="Empty" value={empty} />
        <TextField label="A password" value={secret} password="current-password" />
        <TextField label="A time" value={empty} type="datetime-local" />
        <Choice
          label="A choice"
          hint="One of few"
          options={COLOURS}
          order={["red", "green", "blue"]}
          value={colour.value}
          change={(value) => {
            colour.value = value;
          }}
        />
        <SwitchRow
          label="A switch"
          hint="What it changes"
          checked={on.value}
          change={(value) => {
            on.value = value;
          }}
        />
        <Switch label="A switch that is off" checked={false} change={() => {}} />
        <Switch label="A switch that cannot be turned" checked disabled change={() => {}} />
        <div class="field">
          <label class="field-label" for="wrong">A wrong value</label>
          <input class="input" id="wrong" value="25 o’clock" aria-invalid="true" />
          <p class="field-problem">There is no such time.</p>
        </div>
        <div class="admin-search">
          <Search class="icon" aria-hidden="true" />
          <input class="input" type="search" aria-label="Search" placeholder="Search" />
        </div>
      </div>
      <p class="problem" role="note">What went wrong, and what to do about it.</p>
    </section>
  );
}

function Meters() {
  const level = useSignal(0.6);
  useEffect(() => {
    const timer = setInterval(() => {
      level.value = 0.3 + 0.5 * Math.random();
    }, 500);
    return () => clearInterval(timer);
  }, []);
  return (
    <section class="styleguide-section">
      <h2>Meters and marks</h2>
      <div class="styleguide-meter">
        <LevelMeter level={level} />
      </div>
      <div class="styleguide-row">
        <QualityBars grade="good" />
        <QualityBars grade="weak" />
        <QualityBars grade="bad" />
        {["Ada", "Bo Lindqvist", "ليلى", "王小明", "?"].map((one) => (
          <Avatar
            key={one}
            name={one}
          />
        ))}
        <progress max={10} value={4} aria-label="Progress" />
      </div>
    </section>
  );
}

function Words() {
  return (
    <section class="styleguide-section">
      <h2>Words</h2>
      <h1>A page’s heading</h1>
      <p class="lead">What the page is for, in a sentence or two.</p>
      <h2>A section’s heading</h2>
      <h3>A part’s heading</h3>
      <p>
        Plain text with <a href="#">a link</a>, a key <kbd>M</kbd> and <code>code</code>.
      </p>
      <p class="hint">A hint, smaller and softer.</p>
    </section>
  );
}
