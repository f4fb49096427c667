/**
 * The only writer of the two live regions. Both stand in index.html from the start: a region that
 * appears together with its words is missed by some readers. Polite words queue, at most one in two
 * seconds and never the same twice in the queue; assertive ones are said at once.
 */
import { settings } from './settings.svelte';

const pause_ms = 2000;
const queue_max = 5;

const polite = document.getElementById('say-polite');
const assertive = document.getElementById('say-assertive');
let queue: string[] = [];
let resting = false;

/** Said when the reader has time. */
export function say(words: string): void {
  if (settings.announcements !== 'all' || queue.includes(words)) return;
  queue = [...queue, words].slice(-queue_max);
  if (!resting) sayNext();
}

/** Said now: the result of a round, the start of a countdown. */
export function sayNow(words: string): void {
  if (settings.announcements === 'none') return;
  speak(assertive, words);
}

function sayNext(): void {
  const words = queue.shift();
  resting = words !== undefined;
  if (words === undefined) return;
  speak(polite, words);
  setTimeout(sayNext, pause_ms);
}

function speak(region: HTMLElement | null, words: string): void {
  if (!region) return;
  // The same words twice are no change and would not be said.
  region.textContent = region.textContent === words ? `${words}\u00a0` : words;
}
