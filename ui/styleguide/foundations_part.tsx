/**
 * The design tokens.
 * @module
 */

const GROUNDS = ["ground", "surface", "raised", "sunken", "hover", "picture"];

/** Pairs of ground and what is written on it. */
const PAIRS = [
  ["surface", "text"],
  ["surface", "text-soft"],
  ["surface", "accent"],
  ["accent", "on-accent"],
  ["accent-soft", "on-accent-soft"],
  ["danger", "on-danger"],
  ["danger-soft", "on-danger-soft"],
  ["warning-soft", "on-warning-soft"],
  ["picture", "on-picture"],
] as const;

const SIZES = ["tiny", "small", "body", "large", "title", "display"];
const RADII = ["radius-small", "radius", "radius-large", "radius-round"];

/** Colours, type, space and corners. */
export function FoundationsPart() {
  return (
    <>
      <section class="styleguide-section">
        <h2>Grounds</h2>
        <div class="styleguide-row">
          {GROUNDS.map((name) => (
            <figure key={name} class="styleguide-swatch">
              <span style={{ background: `var(--${name})` }} />
              <figcaption>{name}</figcaption>
            </figure>
          ))}
        </div>
      </section>
      <section class="styleguide-section">
        <h2>Text on grounds</h2>
        <div class="styleguide-row">
          {PAIRS.map(([ground, text]) => (
            <span
              key={`${ground} ${text}`}
              class="styleguide-pair"
              style={{ background: `var(--${ground})`, color: `var(--${text})` }}
            >
              {text} · أبجد · 文字
            </span>
          ))}
        </div>
      </section>
      <section class="styleguide-section">
        <h2>Type</h2>
        {SIZES.map((name) => (
          <p key={name} style={{ fontSize: `var(--size-${name})` }}>
            {name}: Waves on a string · Ondes · Schwingungen · موجات · 弦上的波
          </p>
        ))}
      </section>
      <section class="styleguide-section">
        <h2>Space</h2>
        {[1, 2, 3, 4, 5, 6, 7, 8].map((step) => (
          <span
            key={step}
            class="styleguide-space"
            style={{ inlineSize: `var(--space-${step})` }}
          />
        ))}
      </section>
      <section class="styleguide-section">
        <h2>Corners</h2>
        <div class="styleguide-row">
          {RADII.map((name) => (
            <span key={name} class="styleguide-corner" style={{ borderRadius: `var(--${name})` }}>
              {name}
            </span>
          ))}
        </div>
      </section>
    </>
  );
}
