/** Questions to the server about words in tickets, their texts included (PROTOCOL.md SRCH-1). */
import type { TicketId } from '../protocol/ids';
import type { ClientMessage, ServerMessage } from '../protocol/messages';

/** Nothing: nobody could be asked. */
export type Found = readonly TicketId[] | undefined;

export class Searches {
  readonly #send: (message: ClientMessage) => boolean;
  readonly #open = new Map<number, (found: Found) => void>();
  #next = 1;

  constructor(send: (message: ClientMessage) => boolean) {
    this.#send = send;
  }

  /** Live and archived tickets that have all the words, in backlog order. */
  search(q: string): Promise<Found> {
    const id = this.#next++;
    if (!this.#send({ type: 'search', q, id })) return Promise.resolve(undefined);
    return new Promise((resolve) => this.#open.set(id, resolve));
  }

  found({ id, tickets }: Extract<ServerMessage, { type: 'found' }>): void {
    this.#open.get(id)?.(tickets);
    this.#open.delete(id);
  }

  /** A refusal does not say which one it means: answers come in order, so it is the oldest. */
  refused(): void {
    const [oldest] = this.#open.keys();
    if (oldest === undefined) return;
    this.#open.get(oldest)?.(undefined);
    this.#open.delete(oldest);
  }

  disconnected(): void {
    for (const resolve of this.#open.values()) resolve(undefined);
    this.#open.clear();
  }
}
