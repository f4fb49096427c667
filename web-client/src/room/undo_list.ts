/**
 * What `Mod Z` takes back: what this page did, newest first. A vote is taken back by withdrawing
 * it, a dot by taking it, everything else by `undo` of its operation; redo is `undo` of the undoing one. What the
 * server refuses to undo has left the list, so the next press takes the one before.
 */
import type { Command } from '../protocol/command';
import type { BallotId, RoundId, Sequence, TicketId } from '../protocol/ids';
import type { Operation, OperationName } from '../protocol/operation';

/** What makes an operation of this name. Only these are undone. */
const undoable: Partial<Record<Command['do'], OperationName>> = {
  'ticket.add': 'ticket.added',
  'tickets.import': 'tickets.imported',
  'ticket.edit': 'ticket.edited',
  'ticket.move': 'ticket.moved',
  'ticket.archive': 'ticket.archived',
  'ticket.restore': 'ticket.restored',
  'ticket.merge': 'ticket.merged',
  'ticket.split': 'ticket.split',
  'order.apply': 'order.applied',
};

type Operations = {
  readonly kind: 'operations';
  readonly seqs: readonly Sequence[];
  readonly group?: number;
  /** What was done at first, however often it was undone and redone since. */
  readonly command: Command;
};
type Choice =
  | { readonly kind: 'vote'; readonly round: RoundId; readonly command: Command }
  | {
      readonly kind: 'dot';
      readonly ballot: BallotId;
      readonly ticket: TicketId;
      readonly command: Command;
    };
type Deed = Operations | Choice;
/** Of a round, or of a ballot of another kind. */
type IsOpen = (ballot: BallotId) => boolean;
const ballotOf = (choice: Choice): BallotId =>
  choice.kind === 'vote' ? choice.round : choice.ballot;

const deeds_max = 20;
const own_operations_max = 256;

export class UndoList {
  #done: Deed[] = [];
  #undone: Deed[] = [];
  /** This person's own last operations, to tell an ack of an operation from one of "already so". */
  readonly #own = new Map<Sequence, OperationName>();

  /** What is being undone or redone, until the ack of that, by the operation that is undone. */
  readonly #taken = new Map<Sequence, Command>();

  /** Everything up to here came whole, so own operations among it were not seen one by one. */
  #untold: Sequence = 0;

  noteSnapshot(seq: Sequence): void {
    this.#untold = seq;
  }

  /** An operation of this person was applied. */
  noteOwnOperation(operation: Operation): void {
    if (operation.op === 'unknown') return;
    this.#own.set(operation.seq, operation.op);
    for (const oldest of this.#own.keys()) {
      if (this.#own.size <= own_operations_max) break;
      this.#own.delete(oldest);
    }
  }

  /** A command of this page was acknowledged. @param role what it was sent for */
  noteAck(command: Command, seq: Sequence, role: 'deed' | 'undo' | 'redo', group?: number): void {
    if (command.do === 'estimate.give') return this.#voted(command);
    if (command.do === 'estimate.withdraw') return this.#withdrawn(command.data.round);
    if (command.do === 'dot.place') return this.#placed(command);
    if (command.do === 'dot.take') return this.#tookBack(command.data);
    const happened = this.#own.get(seq);
    const unseen = happened === undefined && seq <= this.#untold;
    if (command.do === 'undo') {
      if (happened === undefined && !unseen) return;
      const first = this.#taken.get(command.data.seq) ?? command;
      this.#taken.delete(command.data.seq);
      this.#push(role === 'undo' ? this.#undone : this.#done, seq, group, first);
      return;
    }
    const name = undoable[command.do];
    if (name === undefined || (name !== happened && !unseen)) return;
    this.#undone = [];
    this.#push(this.#done, seq, group, command);
  }

  /** What `takeUndo` would take back. */
  nextUndo(isOpen: IsOpen): Command | undefined {
    return this.#done.findLast((deed) => deed.kind === 'operations' || isOpen(ballotOf(deed)))
      ?.command;
  }
  get nextRedo(): Command | undefined {
    return this.#undone.at(-1)?.command;
  }

  /** Takes the newest deed off the list. @param isOpen whether a round still collects votes */
  takeUndo(isOpen: IsOpen): readonly Command[] {
    for (let deed = this.#done.pop(); deed; deed = this.#done.pop()) {
      if (deed.kind === 'operations') return this.#undoesOf(deed);
      if (isOpen(ballotOf(deed))) return [takeBack(deed)];
    }
    return [];
  }

  takeRedo(): readonly Command[] {
    const deed = this.#undone.pop();
    return deed?.kind === 'operations' ? this.#undoesOf(deed) : [];
  }

  /** Nothing of another epoch's log can be undone. */
  clear(): void {
    this.#done = [];
    this.#undone = [];
    this.#own.clear();
    this.#taken.clear();
    this.#untold = 0;
  }

  #undoesOf({ seqs, command }: Operations): readonly Command[] {
    for (const seq of seqs) this.#taken.set(seq, command);
    return [...seqs].reverse().map((seq) => ({ do: 'undo', data: { seq } }));
  }

  #push(list: Deed[], seq: Sequence, group: number | undefined, command: Command): void {
    const newest = list.at(-1);
    if (group !== undefined && newest?.kind === 'operations' && newest.group === group)
      list[list.length - 1] = { ...newest, seqs: [...newest.seqs, seq] };
    else
      list.push({
        kind: 'operations',
        seqs: [seq],
        command,
        ...(group !== undefined && { group }),
      });
    if (list.length > deeds_max) list.shift();
  }

  /** Changing one's vote ten times is one deed. */
  #voted(command: Extract<Command, { do: 'estimate.give' }>): void {
    const { round } = command.data;
    this.#withdrawn(round);
    this.#done.push({ kind: 'vote', round, command });
    this.#undone = [];
  }
  #placed(command: Extract<Command, { do: 'dot.place' }>): void {
    this.#done.push({ kind: 'dot', ...command.data, command });
    if (this.#done.length > deeds_max) this.#done.shift();
    this.#undone = [];
  }
  #tookBack({ ballot, ticket, all }: Extract<Command, { do: 'dot.take' }>['data']): void {
    const isIt = (deed: Deed) =>
      deed.kind === 'dot' && deed.ballot === ballot && deed.ticket === ticket;
    const newest = this.#done.findLast(isIt);
    this.#done = this.#done.filter((deed) => (all === true ? !isIt(deed) : deed !== newest));
  }
  #withdrawn(round: RoundId): void {
    this.#done = this.#done.filter((deed) => deed.kind !== 'vote' || deed.round !== round);
  }
}

const takeBack = (choice: Choice): Command =>
  choice.kind === 'vote'
    ? { do: 'estimate.withdraw', data: { round: choice.round } }
    : { do: 'dot.take', data: { ballot: choice.ballot, ticket: choice.ticket } };
