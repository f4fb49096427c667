/** Two soft notes when a clock has run out: on for who facilitates, off for others, theirs to choose. */
import { recall, remember } from '../storage';

const name = 'chime';
type Choice = 'on' | 'off' | undefined;

class Chime {
  #choice: Choice = $state(readChoice());

  /** @param facilitates  what counts for somebody who has chosen nothing */
  isOn(facilitates: boolean): boolean {
    return this.#choice === undefined ? facilitates : this.#choice === 'on';
  }
  choose(on: boolean): void {
    this.#choice = on ? 'on' : 'off';
    remember(name, this.#choice);
  }
}
export const chime = new Chime();

function readChoice(): Choice {
  const kept = recall(name);
  return kept === 'on' || kept === 'off' ? kept : undefined;
}

const notes_hz = [660, 880];
const apart_s = 0.16;
const length_s = 0.5;
const loudness = 0.06;

/** A page that nobody has pressed anything on may not sound; then it stays silent. */
export function playChime(): void {
  const audio = new AudioContext();
  const end = audio.currentTime + apart_s * notes_hz.length + length_s;
  notes_hz.forEach((hz, index) => {
    const begins = audio.currentTime + index * apart_s;
    const tone = new OscillatorNode(audio, { type: 'sine', frequency: hz });
    const volume = new GainNode(audio, { gain: 0 });
    volume.gain.setValueAtTime(0, begins);
    volume.gain.linearRampToValueAtTime(loudness, begins + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.0001, begins + length_s);
    tone.connect(volume).connect(audio.destination);
    tone.start(begins);
    tone.stop(end);
  });
  setTimeout(() => void audio.close(), (end - audio.currentTime) * 1000 + 100);
}
