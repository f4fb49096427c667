import type { ClientMessage } from './messages';

/** One text frame. The types are the format: nothing is renamed on its way out. */
export const encodeClientMessage = (message: ClientMessage): string => JSON.stringify(message);
