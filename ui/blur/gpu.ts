/**
 * Computing with WebGL 2: programs that fill a picture from others. Pictures keep their first row at the top, as they come.
 * @module
 */

/** The context that we compute with. */
export type Gl = WebGL2RenderingContext;

/** A picture on the GPU that can be written. */
export interface Target {
  readonly texture: WebGLTexture;
  readonly framebuffer: WebGLFramebuffer;
  readonly width: number;
  readonly height: number;
}

/** A program, for every point of a target. */
export interface Program {
  readonly handle: WebGLProgram;
  readonly place: (name: string) => WebGLUniformLocation | null;
}

/** One use of a program. Whole numbers come alone or in pairs. */
export interface Pass {
  readonly program: Program;
  /** Null for the canvas. */
  readonly target: Target | null;
  readonly textures: readonly (readonly [WebGLUniformLocation | null, WebGLTexture])[];
  readonly numbers: readonly (readonly [WebGLUniformLocation | null, readonly number[]])[];
}

/** What a picture holds: four half floats per point, or four bytes. */
export type Format = "halves" | "bytes";

/** Three corners that cover everything, without any data. */
const VERTEX_SHADER = `#version 300 es
void main() {
  gl_Position = vec4(gl_VertexID == 1 ? 3.0 : -1.0, gl_VertexID == 2 ? 3.0 : -1.0, 0.0, 1.0);
}`;

const FRAGMENT_HEAD = `#version 300 es
precision highp float;
precision highp int;
precision highp sampler2D;
out vec4 result;
`;

/**
 * Makes a program of the body of a fragment shader.
 * @throws Error if the GPU's compiler refuses it.
 */
export function createProgram(gl: Gl, fragment: string): Program {
  const handle = gl.createProgram();
  gl.attachShader(handle, compile(gl, gl.VERTEX_SHADER, VERTEX_SHADER));
  gl.attachShader(handle, compile(gl, gl.FRAGMENT_SHADER, FRAGMENT_HEAD + fragment));
  gl.linkProgram(handle);
  if (!gl.getProgramParameter(handle, gl.LINK_STATUS)) {
    throw new Error(gl.getProgramInfoLog(handle) ?? "a program cannot be linked");
  }
  const places = new Map<string, WebGLUniformLocation | null>();
  return {
    handle,
    place(name) {
      let place = places.get(name);
      if (place === undefined) {
        place = gl.getUniformLocation(handle, name);
        places.set(name, place);
      }
      return place;
    },
  };
}

function compile(gl: Gl, type: GLenum, source: string): WebGLShader {
  const shader = gl.createShader(type);
  if (shader === null) throw new Error("there is no shader");
  gl.shaderSource(shader, source);
  gl.compileShader(shader);
  if (!gl.getShaderParameter(shader, gl.COMPILE_STATUS)) {
    throw new Error(gl.getShaderInfoLog(shader) ?? "a shader cannot be compiled");
  }
  return shader;
}

/** Makes a picture that can be written. `smooth` ones are read between their points too. */
export function createTarget(
  gl: Gl,
  { width, height }: { readonly width: number; readonly height: number },
  format: Format,
  smooth = false,
): Target {
  const texture = createTexture(gl, smooth);
  gl.texStorage2D(gl.TEXTURE_2D, 1, format === "halves" ? gl.RGBA16F : gl.RGBA8, width, height);
  const framebuffer = gl.createFramebuffer();
  gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);
  gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 0);
  return { texture, framebuffer, width, height };
}

/** Forgets a picture. */
export function deleteTarget(gl: Gl, { texture, framebuffer }: Target): void {
  gl.deleteFramebuffer(framebuffer);
  gl.deleteTexture(texture);
}

/** Makes a picture without points, and binds it. */
export function createTexture(gl: Gl, smooth: boolean): WebGLTexture {
  const texture = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D, texture);
  const filter = smooth ? gl.LINEAR : gl.NEAREST;
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, filter);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, filter);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
  return texture;
}

/** Makes a picture of 32-bit floats, four per point, to be read point by point. */
export function createTable(gl: Gl, width: number, height: number, values: Float32Array) {
  const texture = createTexture(gl, false);
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA32F, width, height, 0, gl.RGBA, gl.FLOAT, values);
  return texture;
}

/** Puts a pass together: textures and whole numbers by their names in the program. */
export function createPass(
  program: Program,
  target: Target | null,
  textures: Readonly<Record<string, WebGLTexture>>,
  numbers: Readonly<Record<string, readonly number[]>> = {},
): Pass {
  return {
    program,
    target,
    textures: Object.entries(textures).map(([name, texture]) => [program.place(name), texture]),
    numbers: Object.entries(numbers).map(([name, values]) => [program.place(name), values]),
  };
}

/** Does it. */
export function runPass(gl: Gl, { program, target, textures, numbers }: Pass): void {
  gl.useProgram(program.handle);
  gl.bindFramebuffer(gl.FRAMEBUFFER, target?.framebuffer ?? null);
  gl.viewport(0, 0, target?.width ?? gl.canvas.width, target?.height ?? gl.canvas.height);
  for (let unit = 0; unit < textures.length; unit++) {
    const [place, texture] = textures[unit]!;
    gl.activeTexture(gl.TEXTURE0 + unit);
    gl.bindTexture(gl.TEXTURE_2D, texture);
    gl.uniform1i(place, unit);
  }
  gl.activeTexture(gl.TEXTURE0);
  for (const [place, [first = 0, second]] of numbers) {
    if (second === undefined) gl.uniform1i(place, first);
    else gl.uniform2i(place, first, second);
  }
  gl.drawArrays(gl.TRIANGLES, 0, 3);
}
