/**
 * What is done to a picture once it is known where the person is, as shaders.
 * @module
 */

/** Makes the picture small, by the mean of what falls on each point. */
export const SHRINK = `
uniform sampler2D frame;
uniform ivec2 size;

void main() {
  vec2 unit = 1.0 / vec2(size);
  vec3 sum = vec3(0.0);
  for (int y = 0; y < 4; y++) {
    for (int x = 0; x < 4; x++) {
      vec2 place = gl_FragCoord.xy + (vec2(x, y) - 1.5) / 4.0;
      sum += texture(frame, place * unit).rgb;
    }
  }
  result = vec4(sum / 16.0, 1.0);
}`;

/** Lets the person's outline not flicker: what was there a moment ago has a say. */
export const STEADY = `
uniform sampler2D mask;
uniform sampler2D before;
uniform int first;

void main() {
  ivec2 p = ivec2(gl_FragCoord.xy);
  float fresh = texelFetch(mask, p, 0).r;
  float old = texelFetch(before, p, 0).r;
  result = vec4(first == 1 ? fresh : mix(old, fresh, 0.65));
}`;

/** Draws the outline along edges of the picture: points of like colour belong together (a joint bilateral filter). */
export const REFINE = `
uniform sampler2D frame;
uniform sampler2D small;
uniform sampler2D mask;
uniform ivec2 size;

void main() {
  vec2 place = gl_FragCoord.xy / vec2(size);
  ivec2 extent = textureSize(mask, 0);
  vec3 colour = texture(frame, place).rgb;
  ivec2 centre = ivec2(place * vec2(extent));
  float sum = 0.0;
  float weights = 0.0;
  for (int y = -2; y <= 2; y++) {
    for (int x = -2; x <= 2; x++) {
      ivec2 p = clamp(centre + ivec2(x, y), ivec2(0), extent - 1);
      vec3 difference = texelFetch(small, p, 0).rgb - colour;
      float weight = exp(-40.0 * dot(difference, difference) - 0.2 * float(x * x + y * y));
      sum += weight * texelFetch(mask, p, 0).r;
      weights += weight;
    }
  }
  result = vec4(smoothstep(0.25, 0.75, sum / max(weights, 1e-6)));
}`;

/** The background alone: the person weighs nothing, so that no halo is left around. Alpha keeps the weight. */
export const BACKGROUND = `
uniform sampler2D frame;
uniform sampler2D mask;
uniform ivec2 size;

void main() {
  vec2 place = gl_FragCoord.xy / vec2(size);
  float weight = max(1.0 - texture(mask, place).r, 0.001);
  result = vec4(texture(frame, place).rgb * weight, weight);
}`;

/** A Gaussian along one axis. */
export const SOFTEN = `
uniform sampler2D source;
uniform ivec2 size;
uniform ivec2 direction;

void main() {
  vec2 unit = vec2(direction) / vec2(size);
  vec2 place = gl_FragCoord.xy / vec2(size);
  vec4 sum = vec4(0.0);
  float weights = 0.0;
  for (int i = -8; i <= 8; i++) {
    float weight = exp(-float(i * i) / 24.0);
    sum += weight * texture(source, place + float(i) * unit);
    weights += weight;
  }
  result = sum / weights;
}`;

/** The person before the soft background, or before another picture, which covers everything. The canvas counts rows from below. */
export const COMPOSE = `
uniform sampler2D frame;
uniform sampler2D mask;
uniform sampler2D background;
uniform ivec2 size;
uniform ivec2 pictureSize;

void main() {
  vec2 place = gl_FragCoord.xy / vec2(size);
  place.y = 1.0 - place.y;
  float person = texture(mask, place).r;
  vec3 behind;
  if (pictureSize.x > 0) {
    vec2 ratio = vec2(size) / vec2(pictureSize);
    vec2 part = ratio / max(ratio.x, ratio.y);
    behind = texture(background, (place - 0.5) * part + 0.5).rgb;
  } else {
    vec4 soft = texture(background, place);
    behind = soft.rgb / max(soft.a, 1e-4);
  }
  result = vec4(mix(behind, texture(frame, place).rgb, person), 1.0);
}`;
