/**
 * Texts that this page has open. Each is shown as the server last told it; what this page has saved
 * stands beside it until it is confirmed, and stays when somebody else was first: nothing that a
 * person wrote is thrown away unasked.
 */
import type { Command } from '../protocol/command';
import { ticketOf, type DocId, type ParticipantId } from '../protocol/ids';
import type { ClientMessage, ServerMessage } from '../protocol/messages';
import type { Room } from '../room/room';
import { without } from '../room/without';
import { Writable } from './readable';
import type { TextChannel, TextView } from './room_client';

type OpenText = {
  readonly view: Writable<TextView>;
  readers: number;
  /** This connection has subscribed to it. */
  subscribed: boolean;
  /** Who wrote the newest version, where this page saw it happen. */
  written?: { readonly v: number; readonly by: ParticipantId | null };
};

const nothing: TextView = { state: 'loading', v: 0, text: '' };

export class Texts {
  readonly #room: Room;
  readonly #send: (message: ClientMessage) => boolean;
  readonly #replace: (doc: DocId, base: number, text: string) => void;
  readonly #open = new Map<DocId, OpenText>();
  #online = false;

  constructor(
    room: Room,
    send: (message: ClientMessage) => boolean,
    replace: (doc: DocId, base: number, text: string) => void,
  ) {
    this.#room = room;
    this.#send = send;
    this.#replace = replace;
  }

  open(doc: DocId): TextChannel {
    const text: OpenText = this.#open.get(doc) ?? {
      view: new Writable<TextView>(nothing),
      readers: 0,
      subscribed: false,
    };
    text.readers += 1;
    this.#open.set(doc, text);
    this.roomChanged();
    let closed = false;
    return {
      get: () => text.view.get(),
      subscribe: (run) => text.view.subscribe(run),
      save: (words, base) => this.#save(doc, text, words, base),
      keepMine: () => {
        const { conflict, v } = text.view.get();
        if (conflict) this.#save(doc, text, conflict.mine, v);
      },
      takeTheirs: () => text.view.set(without(text.view.get(), 'conflict')),
      writerOf: (v) => (text.written?.v === v ? text.written.by : undefined),
      close: () => {
        if (!closed) this.#close(doc, text);
        closed = true;
      },
    };
  }

  /** A connection is up. Subscriptions ended with the one before. */
  connected(): void {
    this.#online = true;
    for (const text of this.#open.values()) text.subscribed = false;
    this.roomChanged();
  }
  disconnected(): void {
    this.#online = false;
  }

  /** A ticket that is made here can be asked for its text once the server has it. */
  roomChanged(): void {
    if (!this.#online) return;
    for (const [doc, text] of this.#open)
      if (!text.subscribed && this.#room.ticket(ticketOf(doc)))
        text.subscribed = this.#send({ type: 'text.open', doc });
  }

  told({ doc, v, text: words }: Extract<ServerMessage, { type: 'text.state' }>): void {
    const text = this.#open.get(doc);
    if (text) text.view.set({ ...text.view.get(), state: 'open', v, text: words });
  }

  /** An operation wrote that version; its words follow. */
  written(doc: DocId, v: number, by: ParticipantId | null): void {
    const text = this.#open.get(doc);
    if (text) text.written = { v, by };
  }

  /** A save was confirmed: what it wrote is the text until the server tells a newer one. */
  saved({ doc, base, text: words }: Extract<Command, { do: 'text.replace' }>['data']): void {
    const text = this.#open.get(doc);
    if (!text) return;
    const { saving, ...view } = text.view.get();
    const rest: TextView = saving === undefined || saving === words ? view : { ...view, saving };
    const v = this.#room.ticket(ticketOf(doc))?.texts?.description?.v ?? base;
    // Where somebody else wrote right behind it, their words are on their way.
    const newest = v === base + 1 && v > view.v;
    text.view.set(newest ? { ...rest, state: 'open', v, text: plainLines(words) } : rest);
  }

  /** A save was refused; in a conflict what was written stays beside the other's words. */
  refused(
    { doc, text: mine }: Extract<Command, { do: 'text.replace' }>['data'],
    conflict: boolean,
  ): void {
    const text = this.#open.get(doc);
    if (!text) return;
    const view = without(text.view.get(), 'saving');
    text.view.set(conflict ? { ...view, conflict: { mine } } : view);
  }

  #save(doc: DocId, text: OpenText, words: string, base: number): void {
    text.view.set({ ...without(text.view.get(), 'conflict'), saving: words });
    this.#replace(doc, base, words);
  }

  #close(doc: DocId, text: OpenText): void {
    text.readers -= 1;
    if (text.readers > 0) return;
    this.#open.delete(doc);
    if (text.subscribed && this.#online) this.#send({ type: 'text.close', doc });
  }
}

/** As the server keeps it (TXT-2). */
const plainLines = (text: string): string => text.replace(/\r\n?/g, '\n');
