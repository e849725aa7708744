import { sound } from '../settings.ts';

/** Two rising notes of a đàn bầu (design, "Sound": sent), in hertz: D5 and A5. Soft: a neighbour calling, no alarm. */
const NOTES = [587.33, 880] as const;
const VOLUME = 0.18;
const NOTE_SECONDS = 0.5;
/** Two short touches, in milliseconds. */
const TOUCH = [90, 70, 90];

let audio: AudioContext | undefined;

const playNote = (context: AudioContext, hertz: number, at: number): void => {
  const note = context.createOscillator();
  const loudness = context.createGain();
  note.type = 'triangle';
  // A plucked string: there at once, gone slowly, with the bend that the spout of a đàn bầu gives.
  note.frequency.setValueAtTime(hertz * 0.97, at);
  note.frequency.exponentialRampToValueAtTime(hertz, at + 0.08);
  loudness.gain.setValueAtTime(VOLUME, at);
  loudness.gain.exponentialRampToValueAtTime(0.001, at + NOTE_SECONDS);
  note.connect(loudness).connect(context.destination);
  note.start(at);
  note.stop(at + NOTE_SECONDS);
};

/** Older browsers do not tell; there it stays silent. */
const wasTouched = (): boolean => 'userActivation' in navigator && navigator.userActivation.hasBeenActive;

/** Says by ear and by hand that somebody asks. Browsers keep both silent until the page was touched once. */
export const ringForOffer = (): void => {
  if (!sound.value || !wasTouched()) return;
  if ('vibrate' in navigator) navigator.vibrate(TOUCH);
  audio ??= new AudioContext();
  const context = audio;
  // A phone that was in a pocket has put its sound to rest.
  void context.resume().then(() => {
    NOTES.forEach((hertz, nth) => playNote(context, hertz, context.currentTime + nth * 0.22));
  });
};
