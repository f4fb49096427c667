/** This page's clock as a rune: it ticks only while something that is shown reads it. */
import { createSubscriber } from 'svelte/reactivity';

const tick_ms = 200;
const subscribe = createSubscriber((update) => {
  const timer = setInterval(update, tick_ms);
  return () => clearInterval(timer);
});

export function now(): number {
  subscribe();
  return Date.now();
}
