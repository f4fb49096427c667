import { describe, expect, it } from 'vitest';
import type { Command } from '../../../src/protocol/command';
import type { OperationName } from '../../../src/protocol/operation';
import { UndoList } from '../../../src/room/undo_list';
import { ann, d1, r1, r2, t1, t2 } from '../support/room_facts';

const edit: Command = { do: 'ticket.edit', data: { ticket: t1, set: { title: 'x' } } };
const add: Command = { do: 'ticket.add', data: { ticket: t2, title: 'x' } };
const vote = (round: string): Command => ({ do: 'estimate.give', data: { round, card: '5' } });
const undo = (seq: number): Command => ({ do: 'undo', data: { seq } });
const anyRound = () => true;

function listOf() {
  const list = new UndoList();
  const did = (
    command: Command,
    seq: number,
    op: OperationName,
    role: 'deed' | 'undo' | 'redo' = 'deed',
    group?: number,
  ) => {
    // The list looks at the name and the place of an operation alone.
    list.noteOwnOperation({ seq, at: 0, by: ann, op, data: {} } as never);
    list.noteAck(command, seq, role, group);
  };
  return { list, did };
}

describe('UNDO-7 Mod Z', () => {
  it('takes back what this page did, newest first', () => {
    const { list, did } = listOf();
    did(add, 5, 'ticket.added');
    did(edit, 7, 'ticket.edited');
    expect(list.takeUndo(anyRound)).toEqual([undo(7)]);
    expect(list.takeUndo(anyRound)).toEqual([undo(5)]);
    expect(list.takeUndo(anyRound)).toEqual([]);
  });
  it('says what it would take back, and what it would do again', () => {
    const { list, did } = listOf();
    did(add, 5, 'ticket.added');
    did(edit, 7, 'ticket.edited');
    expect(list.nextUndo(anyRound)).toEqual(edit);
    list.takeUndo(anyRound);
    did(undo(7), 9, 'ticket.edited', 'undo');
    expect(list.nextUndo(anyRound)).toEqual(add);
    expect(list.nextRedo).toEqual(edit);
    list.takeRedo();
    did(undo(9), 11, 'ticket.edited', 'redo');
    expect(list.nextUndo(anyRound)).toEqual(edit);
    expect(list.nextRedo).toBeUndefined();
  });
  it('a press takes the deed off the list, whatever the server says to it', () => {
    const { list, did } = listOf();
    did(add, 5, 'ticket.added');
    did(edit, 7, 'ticket.edited');
    list.takeUndo(anyRound);
    expect(list.takeUndo(anyRound)).toEqual([undo(5)]);
  });
  it('takes a dot back while the voting goes on, one for one', () => {
    const { list } = listOf();
    const place: Command = { do: 'dot.place', data: { ballot: d1, ticket: t1 } };
    const take: Command = { do: 'dot.take', data: { ballot: d1, ticket: t1 } };
    list.noteAck(place, 5, 'deed');
    list.noteAck(place, 6, 'deed');
    list.noteAck(take, 7, 'deed');
    expect(list.takeUndo(anyRound)).toEqual([take]);
    expect(list.takeUndo(anyRound)).toEqual([]);
    list.noteAck(place, 8, 'deed');
    expect(list.takeUndo(() => false)).toEqual([]);
  });
  it('takes an applied order back as one', () => {
    const { list, did } = listOf();
    did({ do: 'order.apply', data: { tickets: [t1, t2] } }, 5, 'order.applied');
    expect(list.takeUndo(anyRound)).toEqual([undo(5)]);
  });
  it('takes a merge and a split back, and does them again', () => {
    const { list, did } = listOf();
    const split: Command = { do: 'ticket.split', data: { split: d1 } };
    did({ do: 'ticket.merge', data: { ticket: t1, tickets: [t2] } }, 5, 'ticket.merged');
    did(split, 6, 'ticket.split');
    expect(list.takeUndo(anyRound)).toEqual([undo(6)]);
    did(undo(6), 7, 'tickets.put_back', 'undo');
    expect(list.nextRedo).toEqual(split);
    expect(list.takeRedo()).toEqual([undo(7)]);
    expect(list.takeUndo(anyRound)).toEqual([undo(5)]);
  });
  it('a command that changed nothing was no deed', () => {
    const { list } = listOf();
    list.noteAck(edit, 9, 'deed');
    expect(list.takeUndo(anyRound)).toEqual([]);
  });
  it('nor was one whose ack names an operation of another kind', () => {
    const { list, did } = listOf();
    did(edit, 9, 'ticket.moved');
    expect(list.takeUndo(anyRound)).toEqual([]);
  });
  it.each<[Command, OperationName]>([
    [
      { do: 'text.replace', data: { doc: `${t1}/description`, base: 0, text: '' } },
      'text.replaced',
    ],
    [{ do: 'round.settle', data: { round: r1, estimate: '5' } }, 'round.settled'],
    [{ do: 'room.configure', data: { set: {} } }, 'room.configured'],
    [{ do: 'spotlight.set', data: { board: 'estimate' } }, 'spotlight.moved'],
  ])('$do is not undone', (command, op) => {
    const { list, did } = listOf();
    did(command, 5, op);
    expect(list.takeUndo(anyRound)).toEqual([]);
  });
  it('the parts of one import are one deed, taken back from the last', () => {
    const { list, did } = listOf();
    const part: Command = { do: 'tickets.import', data: { tickets: [] } };
    did(part, 5, 'tickets.imported', 'deed', 1);
    did(part, 6, 'tickets.imported', 'deed', 1);
    did(part, 7, 'tickets.imported', 'deed', 2);
    expect(list.takeUndo(anyRound)).toEqual([undo(7)]);
    expect(list.takeUndo(anyRound)).toEqual([undo(6), undo(5)]);
  });
  it('an operation that was told as a snapshot counts all the same', () => {
    const { list } = listOf();
    list.noteSnapshot(30);
    list.noteAck({ do: 'tickets.import', data: { tickets: [] } }, 30, 'deed');
    expect(list.takeUndo(anyRound)).toEqual([undo(30)]);
  });
});

describe('UNDO-7 a vote', () => {
  it('is withdrawn; changing it ten times is one deed', () => {
    const { list, did } = listOf();
    did(edit, 4, 'ticket.edited');
    for (let seq = 5; seq < 15; ++seq) did(vote(r1), seq, 'estimate.given');
    expect(list.takeUndo(anyRound)).toEqual([{ do: 'estimate.withdraw', data: { round: r1 } }]);
    expect(list.takeUndo(anyRound)).toEqual([undo(4)]);
  });
  it('in a round that is over is passed by', () => {
    const { list, did } = listOf();
    did(edit, 4, 'ticket.edited');
    did(vote(r1), 5, 'estimate.given');
    did(vote(r2), 6, 'estimate.given');
    expect(list.takeUndo(() => false)).toEqual([undo(4)]);
  });
  it('that was taken back by hand is no deed any more', () => {
    const { list, did } = listOf();
    did(vote(r1), 5, 'estimate.given');
    did({ do: 'estimate.withdraw', data: { round: r1 } }, 6, 'estimate.withdrawn');
    expect(list.takeUndo(anyRound)).toEqual([]);
  });
});

describe('UNDO-1 redo', () => {
  it('undoes the undoing operation, and can be undone', () => {
    const { list, did } = listOf();
    did(edit, 5, 'ticket.edited');
    did(list.takeUndo(anyRound)[0] ?? edit, 8, 'ticket.edited', 'undo');
    expect(list.takeRedo()).toEqual([undo(8)]);
    did(undo(8), 9, 'ticket.edited', 'redo');
    expect(list.takeUndo(anyRound)).toEqual([undo(9)]);
  });
  it('is over with the next deed', () => {
    const { list, did } = listOf();
    did(edit, 5, 'ticket.edited');
    list.takeUndo(anyRound);
    did(undo(5), 6, 'ticket.edited', 'undo');
    did(add, 7, 'ticket.added');
    expect(list.takeRedo()).toEqual([]);
  });
});

describe('RES-2 another epoch', () => {
  it('leaves nothing to undo', () => {
    const { list, did } = listOf();
    did(edit, 5, 'ticket.edited');
    list.clear();
    expect(list.takeUndo(anyRound)).toEqual([]);
  });
});
