import type { ImportedTicket, NumberedCommand } from '../protocol/command';
import type { Limits } from '../protocol/messages';

const utf8 = new TextEncoder();
const bytesOf = (value: object): number => utf8.encode(JSON.stringify(value)).length;

const items_default_max = 16;
const bytes_default_max = 512 * 1024;
/** What a message needs around its items. */
const frame_bytes = 1024;
/** One import, so that there is room for what else a message carries (TIC-4). */
const import_bytes_max = 400 * 1024;
/** What the rest of a message may need where the server takes less than that. */
const import_share = 0.75;

/** Cuts what is to be sent into messages that the server takes. */
export const messagesOf = (
  items: readonly NumberedCommand[],
  limits: Limits,
): readonly NumberedCommand[][] =>
  cut(
    items,
    limits['commands_per_message_max'] ?? items_default_max,
    (limits['message_bytes_max'] ?? bytes_default_max) - frame_bytes,
  );

/** Cuts a long list of tickets into imports that the server takes. */
export const importsOf = (
  tickets: readonly ImportedTicket[],
  limits: Limits,
): readonly ImportedTicket[][] => {
  const message = limits['message_bytes_max'] ?? bytes_default_max;
  return cut(tickets, Infinity, Math.min(import_bytes_max, message * import_share) - frame_bytes);
};

/** In order, as few parts as these bounds allow; one too large for itself is a part of its own. */
function cut<T extends object>(items: readonly T[], itemsMax: number, bytesMax: number): T[][] {
  const parts: T[][] = [];
  let part: T[] = [];
  let bytes = 0;
  for (const item of items) {
    const size = bytesOf(item) + 1;
    if (part.length > 0 && (part.length >= itemsMax || bytes + size > bytesMax)) {
      parts.push(part);
      part = [];
      bytes = 0;
    }
    part.push(item);
    bytes += size;
  }
  if (part.length > 0) parts.push(part);
  return parts;
}
