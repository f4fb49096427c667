/** How people look: initials and one of eight hues, the same on every screen. */
import type { ParticipantId } from '../../protocol/ids';

export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const [first = ''] = words;
  const last = words.length > 1 ? (words.at(-1) ?? '') : '';
  const letters =
    last === '' ? Array.from(first).slice(0, 2) : [Array.from(first)[0], Array.from(last)[0]];
  return letters.join('').toLocaleUpperCase();
}

const hues = 8;
/** 1 to 8, from the id, so that everybody sees a person in the same colour. */
export const hueOf = (participant: ParticipantId): number =>
  (parseInt(participant.slice(-6), 16) % hues) + 1;
export const colourOf = (participant: ParticipantId): string => `var(--p${hueOf(participant)})`;
