import type { ImportedTicket, NumberedCommand } from '../protocol/command';

const utf8 = new TextEncoder();
const bytesOf = (value: object): number => utf8.encode(JSON.stringify(value)).length;

const message_items_max = 16;
/** A message may have 512 KiB; the rest is for its frame. */
const message_bytes_max = 500 * 1024;
/** One import, so that there is room for what else a message carries. */
const import_bytes_max = 400 * 1024;

/** Cuts what is to be sent into messages that the server takes. */
export const messagesOf = (items: readonly NumberedCommand[]): readonly NumberedCommand[][] =>
  cut(items, message_items_max, message_bytes_max);

/** Cuts a long list of tickets into imports that the server takes. */
export const importsOf = (tickets: readonly ImportedTicket[]): readonly ImportedTicket[][] =>
  cut(tickets, Infinity, import_bytes_max);

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
