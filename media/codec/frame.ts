/**
 * What forwarding must know of one packet of a codec.
 * @module
 */

/**
 * What one RTP payload says of the frame it belongs to. Filled anew for each packet; a field that the codec does not tell has
 * its default.
 */
export interface FrameInfo {
  /** A key frame begins in this packet: decoding can start here. Not set on the frame's further packets. */
  keyframe: boolean;
  /** A frame begins here; with VP9 a frame of one spatial layer. */
  frameStart: boolean;
  /** A frame ends here; with VP9 a frame of one spatial layer, and the RTP marker ends the whole picture. */
  frameEnd: boolean;
  /** Temporal layer, 0 the lowest. */
  temporalId: number;
  /** Spatial layer within the stream, 0 the lowest. */
  spatialId: number;
  /** One may go up to this temporal layer here: VP8's Y, VP9's U, or a key frame. */
  layerSync: boolean;
  /** One may go up to this spatial layer here: the frame refers to no earlier picture. */
  spatialSync: boolean;
  /** No other frame refers to this one: VP8's N, H.264's nal_ref_idc of 0. */
  discardable: boolean;
  /** No frame of a higher spatial layer refers to this one, so receivers of a higher layer do without it: VP9's Z. */
  notForUpperSpatial: boolean;
  /** -1 if there is none. */
  pictureId: number;
  /** Width of the picture id in the packet; 0 if there is none. */
  pictureIdBits: 0 | 7 | 15;
  /** Number of the base layer's frame that this one builds on, 8 bits; -1 if there is none. */
  tl0PicIdx: number;
  /** How far the sound is below the loudest possible, in dB: 0 to 127, which is silence; -1 if not told (RFC 6464). */
  audioLevel: number;
  /** The sender takes the sound for a voice (RFC 6464); false if it does not tell. */
  voice: boolean;
}

/** Makes a record to inspect packets into. */
export function createFrameInfo(): FrameInfo {
  return {
    keyframe: false,
    frameStart: false,
    frameEnd: false,
    temporalId: 0,
    spatialId: 0,
    layerSync: false,
    spatialSync: false,
    discardable: false,
    notForUpperSpatial: false,
    pictureId: -1,
    pictureIdBits: 0,
    tl0PicIdx: -1,
    audioLevel: -1,
    voice: false,
  };
}

/** Sets all fields to their defaults. */
export function resetFrameInfo(out: FrameInfo): void {
  out.keyframe = false;
  out.frameStart = false;
  out.frameEnd = false;
  out.temporalId = 0;
  out.spatialId = 0;
  out.layerSync = false;
  out.spatialSync = false;
  out.discardable = false;
  out.notForUpperSpatial = false;
  out.pictureId = -1;
  out.pictureIdBits = 0;
  out.tl0PicIdx = -1;
  out.audioLevel = -1;
  out.voice = false;
}
