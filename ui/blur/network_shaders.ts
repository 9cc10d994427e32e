/**
 * The layers of a network as shaders. A picture of many channels lies in one texture: four channels to a point, and one
 * slice of four below the other.
 * @module
 */
import type { Activation } from "./network.ts";

/** Numbers of the activations. */
export const ACTIVATION_NUMBERS: Readonly<Record<Activation, number>> = {
  relu: 1,
  hardSwish: 2,
  sigmoid: 3,
};

/** `p` is the point to be made and `slice` which four channels of it; `at` reads a slice of `source`, 0 around it. */
const HEAD = `
uniform sampler2D source;
uniform ivec2 sourceSize;
uniform ivec2 size;
uniform int slices;
uniform int activation;

vec4 at(ivec2 point, int slice) {
  bool inside = all(greaterThanEqual(point, ivec2(0))) && all(lessThan(point, sourceSize));
  return inside ? texelFetch(source, ivec2(point.x, point.y + slice * sourceSize.y), 0) : vec4(0.0);
}

vec4 activate(vec4 value) {
  if (activation == 1) return max(value, 0.0);
  if (activation == 2) return value * clamp(value / 6.0 + 0.5, 0.0, 1.0);
  if (activation == 3) return 1.0 / (1.0 + exp(-value));
  return value;
}

vec4 compute(ivec2 p, int slice);

void main() {
  ivec2 p = ivec2(gl_FragCoord.xy);
  int slice = p.y / size.y;
  result = activate(compute(ivec2(p.x, p.y - slice * size.y), slice));
}
`;

/** Row `slice` of the weights: the bias, then four points for each four input channels of each place of the kernel. */
const WEIGHTS = `
uniform sampler2D weights;
uniform ivec2 kernel;

vec4 weight(int place, int slice) {
  return texelFetch(weights, ivec2(place, slice), 0);
}

vec4 product(vec4 value, int place, int slice) {
  return value.x * weight(place, slice) + value.y * weight(place + 1, slice) +
    value.z * weight(place + 2, slice) + value.w * weight(place + 3, slice);
}
`;

/** Shaders by the type of the layer. */
export const LAYER_SHADERS = {
  convolve: HEAD + WEIGHTS + `
uniform int stride;
uniform ivec2 pad;

vec4 compute(ivec2 p, int slice) {
  vec4 sum = weight(0, slice);
  int place = 1;
  for (int y = 0; y < kernel.y; y++) {
    for (int x = 0; x < kernel.x; x++) {
      ivec2 q = p * stride + ivec2(x, y) - pad;
      for (int i = 0; i < slices; i++) {
        sum += product(at(q, i), place, slice);
        place += 4;
      }
    }
  }
  return sum;
}`,
  depthwise: HEAD + WEIGHTS + `
uniform int stride;
uniform ivec2 pad;

vec4 compute(ivec2 p, int slice) {
  vec4 sum = weight(0, slice);
  int place = 1;
  for (int y = 0; y < kernel.y; y++) {
    for (int x = 0; x < kernel.x; x++) {
      sum += at(p * stride + ivec2(x, y) - pad, slice) * weight(place, slice);
      place++;
    }
  }
  return sum;
}`,
  deconvolve: HEAD + WEIGHTS + `
vec4 compute(ivec2 p, int slice) {
  ivec2 q = p / kernel;
  ivec2 k = p - q * kernel;
  vec4 sum = weight(0, slice);
  int place = 1 + (k.y * kernel.x + k.x) * slices * 4;
  for (int i = 0; i < slices; i++) sum += product(at(q, i), place + 4 * i, slice);
  return sum;
}`,
  activate: HEAD + `
vec4 compute(ivec2 p, int slice) {
  return at(p, slice);
}`,
  add: HEAD + `
uniform sampler2D other;

vec4 compute(ivec2 p, int slice) {
  return at(p, slice) + texelFetch(other, ivec2(p.x, p.y + slice * size.y), 0);
}`,
  scale: HEAD + `
uniform sampler2D by;

vec4 compute(ivec2 p, int slice) {
  return at(p, slice) * texelFetch(by, ivec2(0, slice), 0);
}`,
  /** In two steps: of each row, then of the column that this makes. */
  mean: HEAD + `
vec4 compute(ivec2 p, int slice) {
  ivec2 extent = sourceSize / size;
  vec4 sum = vec4(0.0);
  for (int y = 0; y < extent.y; y++) {
    for (int x = 0; x < extent.x; x++) sum += at(p * extent + ivec2(x, y), slice);
  }
  return sum / float(extent.x * extent.y);
}`,
  resize: HEAD + `
vec4 compute(ivec2 p, int slice) {
  vec2 scale = vec2(sourceSize) / vec2(size);
  vec2 place = max((vec2(p) + 0.5) * scale - 0.5, 0.0);
  ivec2 near = ivec2(place);
  ivec2 far = min(near + 1, sourceSize - 1);
  vec2 part = place - vec2(near);
  vec4 top = mix(at(near, slice), at(ivec2(far.x, near.y), slice), part.x);
  vec4 bottom = mix(at(ivec2(near.x, far.y), slice), at(far, slice), part.x);
  return mix(top, bottom, part.y);
}`,
} as const;
