/**
 * The commands of this page from the press to the server's last word (PROTOCOL.md CMD).
 *
 * A command is `waiting` (it has no number yet), `unanswered` (sent under a number, which it keeps
 * over every reconnect) or `acked` (done; it leaves once the operation has been applied here). A
 * refusal for now - busy, rate limited, read-only - puts it back to waiting and marks it `kept`:
 * while anything is kept nothing is sent, so that what people did stays in its order.
 */
import type { Command, NumberedCommand } from '../protocol/command';
import type { Sequence } from '../protocol/ids';
import type { Refusal } from '../protocol/messages';
import { named } from './apply';
import type { PendingCommand, PendingId } from './view';

type Entry = {
  readonly id: PendingId;
  readonly command: Command;
  /** Imports that were cut out of one; the rest falls with the first that is refused. */
  readonly group?: number;
  state: 'waiting' | 'unanswered' | 'acked';
  cseq?: number;
  seq?: Sequence;
  kept: boolean;
  reason?: string;
};

export type Acked = { readonly id: PendingId; readonly command: Command; readonly seq: Sequence };
export type Refused =
  | { readonly outcome: 'kept' }
  | { readonly outcome: 'rolled_back'; readonly id: PendingId; readonly command: Command }
  /** No command of ours has this number. */
  | { readonly outcome: 'unknown' };

const unanswered_default_max = 32;
const recent_max = 64;

export class Outbox {
  #entries: Entry[] = [];
  #nextId: PendingId = 1;
  #nextCseq = 1;
  #nextGroup = 1;
  #recent: Acked[] = [];
  /** Nothing may leave before the first welcome of a connection. */
  online = false;
  /** The server's limit (SES-6). */
  unanswered_max = unanswered_default_max;

  /** As the room shows them. Acked ones are among them until they are applied. */
  get pending(): readonly PendingCommand[] {
    return this.#entries.map(({ id, command, kept, state, reason }) => ({
      id,
      command,
      delivery: kept || (!this.online && state !== 'acked') ? 'kept' : 'sending',
      ...(kept && reason !== undefined ? { reason } : {}),
    }));
  }
  get empty(): boolean {
    return this.#entries.length === 0;
  }
  /** Something was refused for now, and everything else waits behind it. */
  get held(): boolean {
    return this.#entries.some((entry) => entry.kept);
  }
  get sending(): number {
    return this.online ? this.#entries.filter((entry) => !entry.kept).length : 0;
  }

  add(command: Command, group?: number): PendingId {
    const id = this.#nextId++;
    const entry: Entry = { id, command, state: 'waiting', kept: false };
    this.#entries.push(group === undefined ? entry : { ...entry, group });
    return id;
  }
  newGroup(): number {
    return this.#nextGroup++;
  }

  /** What may leave now, under new numbers; empty while something is kept or the window is full. */
  takeSendable(): NumberedCommand[] {
    if (!this.online || this.held) return [];
    let open = this.#entries.filter((entry) => entry.state === 'unanswered').length;
    const items: NumberedCommand[] = [];
    for (const entry of this.#entries) {
      if (entry.state !== 'waiting') continue;
      if (open >= this.unanswered_max || this.#waitsForAnother(entry)) break;
      entry.state = 'unanswered';
      entry.cseq = this.#nextCseq++;
      items.push({ ...entry.command, cseq: entry.cseq });
      open += 1;
    }
    return items;
  }

  /** Large imports go one by one: the next names the last ticket of the one before. */
  #waitsForAnother(entry: Entry): boolean {
    if (entry.group === undefined) return false;
    return this.#entries.some(
      (other) => other.group === entry.group && other.state === 'unanswered',
    );
  }

  /**
   * After a resume: everything unanswered, under the same numbers and in their order - which is not
   * that of the presses where something was refused for now while a later one was on its way.
   */
  resend(): NumberedCommand[] {
    return this.#entries
      .flatMap(({ state, cseq, command }) =>
        state === 'unanswered' && cseq !== undefined ? [{ ...command, cseq }] : [],
      )
      .sort((a, b) => a.cseq - b.cseq);
  }

  /** @return nothing where no command has this number */
  acknowledge(cseq: number, seq: Sequence): Acked | undefined {
    const entry = this.#find(cseq);
    if (!entry) return undefined;
    entry.state = 'acked';
    entry.seq = seq;
    const acked = { id: entry.id, command: entry.command, seq };
    this.#recent = [...this.#recent, acked].slice(-recent_max);
    return acked;
  }

  /** Drops what is acknowledged and applied; true if anything was. */
  applied(seq: Sequence): boolean {
    const before = this.#entries.length;
    this.#entries = this.#entries.filter(
      (entry) => entry.state !== 'acked' || (entry.seq ?? 0) > seq,
    );
    return this.#entries.length < before;
  }

  refuse(cseq: number, refusal: Refusal): Refused {
    const entry = this.#find(cseq);
    if (!entry) return { outcome: 'unknown' };
    if (isForNow(refusal.code) || (refusal.code === 'not_found' && this.#namesOwnNewThing(entry))) {
      entry.state = 'waiting';
      entry.kept = true;
      entry.reason = refusal.message;
      delete entry.cseq;
      return { outcome: 'kept' };
    }
    this.#entries = this.#entries.filter(
      (other) => other !== entry && (entry.group === undefined || other.group !== entry.group),
    );
    return { outcome: 'rolled_back', id: entry.id, command: entry.command };
  }

  /** Whatever was kept may be sent again, in its old order, as new commands with the same ids. */
  release(): readonly Command[] {
    const released = this.#entries.filter((entry) => entry.kept);
    for (const entry of released) entry.kept = false;
    return released.map((entry) => entry.command);
  }

  /** The session is unknown to the server and nobody can say what it stored of these. */
  forgetUnanswered(): readonly Command[] {
    const lost = this.#entries.filter((entry) => entry.state === 'unanswered');
    this.#entries = this.#entries.filter((entry) => entry.state !== 'unanswered');
    return lost.map((entry) => entry.command);
  }

  /** The server's log ends at `head`, before some of what it had acknowledged to this page. */
  lostAbove(head: Sequence): readonly Command[] {
    const lost = this.#recent.filter((acked) => acked.seq > head);
    this.#recent = this.#recent.filter((acked) => acked.seq <= head);
    this.#entries = this.#entries.filter(
      (entry) => entry.state !== 'acked' || (entry.seq ?? 0) <= head,
    );
    return lost.map((acked) => acked.command);
  }

  /** Only what is not on its way can be forgotten. */
  discard(id: PendingId): boolean {
    const before = this.#entries.length;
    this.#entries = this.#entries.filter((entry) => entry.id !== id || entry.state !== 'waiting');
    return this.#entries.length < before;
  }

  #find(cseq: number): Entry | undefined {
    return this.#entries.find((entry) => entry.cseq === cseq && entry.state === 'unanswered');
  }

  /** A thing that this page makes and that no ack has confirmed yet. */
  #namesOwnNewThing(entry: Entry): boolean {
    const made = new Set(
      this.#entries.flatMap((other) =>
        other === entry || other.state === 'acked' ? [] : idsMadeBy(other.command),
      ),
    );
    return made.size > 0 && idsNamedBy(entry.command).some((id) => made.has(id));
  }
}

const isForNow = (code: string): boolean =>
  code === 'busy' || code === 'rate_limited' || code === 'read_only';

/** The ids of things that a command creates. */
export function idsMadeBy(command: Command): readonly string[] {
  switch (command.do) {
    case 'ticket.add':
      return command.data.ticket === undefined ? [] : [command.data.ticket];
    case 'tickets.import':
      return command.data.tickets.flatMap(({ ticket }) => ticket ?? []);
    case 'round.open':
      return present(command.data.round);
    case 'dots.open':
      return present(command.data.ballot);
    case 'split.open':
      return present(command.data.split);
    case 'agenda.add':
      return present(command.data.item);
    case 'question.ask':
      return present(command.data.question);
    case 'capacity.set':
      return present(command.data.sprint);
    default:
      return [];
  }
}

/** The ids that have to exist for a command to make sense. */
function idsNamedBy(command: Command): readonly string[] {
  switch (command.do) {
    case 'ticket.add':
    case 'tickets.import':
      return present(command.data.after);
    case 'ticket.edit':
    case 'ticket.archive':
    case 'ticket.restore':
      return named(command.data);
    case 'ticket.move':
      return [...named(command.data), ...present(command.data.after)];
    case 'text.replace':
      return [command.data.doc.slice(0, command.data.doc.indexOf('/'))];
    case 'spotlight.set':
      return [...present(command.data.ticket), ...present(command.data.ballot)];
    case 'round.open':
      return 'ticket' in command.data ? [command.data.ticket] : [];
    case 'dots.open':
    case 'order.apply':
      return command.data.tickets;
    case 'dot.place':
    case 'dot.take':
    case 'dots.close':
    case 'ballot.done':
    case 'ballot.cancel':
    case 'ballot.extend':
      return [command.data.ballot];
    case 'ticket.merge':
      return [command.data.ticket, ...command.data.tickets];
    case 'split.edit':
    case 'split.close':
    case 'ticket.split':
      return [command.data.split];
    case 'split.open':
    case 'ticket.check':
    case 'ready.override':
    case 'ticket.park':
    case 'ticket.unpark':
    case 'question.ask':
    case 'ticket.mark_read':
      return [command.data.ticket];
    case 'ticket.link':
    case 'ticket.unlink':
      return 'blocks' in command.data
        ? [command.data.ticket, command.data.blocks]
        : [command.data.ticket];
    case 'question.answer':
      return [command.data.ticket, command.data.question];
    case 'agenda.add':
      return [...present(command.data.after), ...(command.data.tickets ?? [])];
    case 'agenda.edit':
      return [command.data.item, ...(command.data.set.tickets ?? [])];
    case 'agenda.move':
      return [command.data.item, ...present(command.data.after)];
    case 'agenda.remove':
    case 'agenda.start':
    case 'agenda.next':
    case 'agenda.stop':
    case 'agenda.skip':
      return [command.data.item];
    case 'sprint.commit':
      return [command.data.sprint, ...(command.data.tickets ?? [])];
    case 'sprint.release':
      return [command.data.sprint];
    case 'estimate.give':
    case 'estimate.withdraw':
    case 'round.hold':
    case 'round.reveal':
    case 'round.skip':
    case 'round.settle':
    case 'round.reopen':
      return [command.data.round];
    case 'ballot.excuse':
      return ['round' in command.data ? command.data.round : command.data.ballot];
    default:
      return [];
  }
}

const present = (id: string | null | undefined): readonly string[] =>
  id === null || id === undefined ? [] : [id];
