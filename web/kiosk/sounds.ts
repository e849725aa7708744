/** Short soft sounds, made here: a wood click, plucked strings as of a đàn bầu. Never an alarm. */

let context: AudioContext | undefined;

/** The sound device, once somebody has touched the screen (browsers refuse it before); undefined where there is none. */
const audio = (): AudioContext | undefined => {
  if (!('AudioContext' in window)) return undefined;
  context ??= new AudioContext();
  if (context.state === 'suspended') void context.resume();
  return context;
};

/** One string: a sine with a little of its octave, the pitch bent up into the note. Hertz; seconds from now. */
const pluck = (device: AudioContext, pitch: number, after: number, length = 0.9): void => {
  const at = device.currentTime + after;
  const gain = device.createGain();
  gain.gain.setValueAtTime(0, at);
  gain.gain.linearRampToValueAtTime(0.16, at + 0.012);
  gain.gain.exponentialRampToValueAtTime(0.0008, at + length);
  gain.connect(device.destination);
  for (const [overtone, share] of [[1, 1], [2, 0.25]] as const) {
    const string = device.createOscillator();
    const part = device.createGain();
    part.gain.value = share;
    string.frequency.setValueAtTime(pitch * overtone * 0.975, at);
    string.frequency.exponentialRampToValueAtTime(pitch * overtone, at + 0.09);
    string.connect(part).connect(gain);
    string.start(at);
    string.stop(at + length);
  }
};

const click = (device: AudioContext): void => {
  const at = device.currentTime;
  const wood = device.createOscillator();
  const gain = device.createGain();
  wood.type = 'triangle';
  wood.frequency.setValueAtTime(1100, at);
  wood.frequency.exponentialRampToValueAtTime(420, at + 0.04);
  gain.gain.setValueAtTime(0.14, at);
  gain.gain.exponentialRampToValueAtTime(0.0008, at + 0.07);
  wood.connect(gain).connect(device.destination);
  wood.start(at);
  wood.stop(at + 0.08);
};

export type Sound = 'tap' | 'sent' | 'accepted' | 'error';

/** Pitches of a pentatonic scale; error is one low note. */
const NOTES: Readonly<Record<Exclude<Sound, 'tap'>, readonly number[]>> = {
  sent: [392, 587.3],
  accepted: [392, 493.9, 659.3],
  error: [146.8],
};

export const play = (sound: Sound): void => {
  const device = audio();
  if (device === undefined) return;
  if (sound === 'tap') click(device);
  else NOTES[sound].forEach((pitch, i) => pluck(device, pitch, i * 0.22));
};
