import { describe, expect, test } from 'vitest';
import {
  ended,
  followed,
  moved,
  opened,
  seen,
  wayBack,
  type Place,
  type Whereabouts,
} from '../../../src/ui/room/whereabouts';

const lobby: Place = { at: 'lobby' };
const nothing: Place = { at: 'nothing' };
const confirm: Place = { at: 'board', board: 'confirm' };
const open: Place = { at: 'board', board: 'open' };
const a: Place = { at: 'ticket', ticket: 'a' };
const b: Place = { at: 'ticket', ticket: 'b' };
const inRoom = (room: Place): Whereabouts => seen({ room: nothing }, room);

describe('somebody who follows', () => {
  test('goes wherever the room goes', () => {
    const now = moved(inRoom(a), b);
    expect(now.own).toBeUndefined();
    expect(wayBack(now)).toBeUndefined();
  });
  test('is not there any more once a ticket is opened, and Return leads to the room', () => {
    const now = opened(inRoom(confirm), 'a');
    expect(now.own).toEqual({ place: a, kept: false });
    expect(wayBack(now)).toEqual(confirm);
    expect(wayBack(moved(now, b))).toEqual(b);
    expect(wayBack(followed(now))).toBeUndefined();
  });
  test('is still there where that is the ticket of the room', () =>
    expect(opened(inRoom(a), 'a').own).toBeUndefined());
  test('is there again when the room comes to what was opened', () =>
    expect(moved(opened(inRoom(b), 'a'), a).own).toBeUndefined());
});

describe('somebody who is busy', () => {
  test.each([
    ['a board', confirm, a],
    ['a board, for another', open, confirm],
    ['a board, for the lobby', confirm, lobby],
    ['the lobby', lobby, a],
    ['a ticket', a, confirm],
  ])('stays on %s', (_, here, to) => {
    const now = moved(inRoom(here), to, here);
    expect(now.own).toEqual({ place: here, kept: true });
    expect(wayBack(now)).toEqual(to);
  });
  test('stays as well when the room goes on once more, and is with it when it comes back', () => {
    const kept = moved(inRoom(confirm), a, confirm);
    expect(moved(kept, b, confirm).own?.place).toEqual(confirm);
    expect(moved(kept, b).own?.place).toEqual(confirm);
    expect(moved(kept, confirm, confirm).own).toBeUndefined();
  });
  test('in what was opened has still opened it', () =>
    expect(moved(opened(inRoom(b), 'a'), confirm, a).own).toEqual({ place: a, kept: false }));
  test('on a board beside an opened ticket, on a phone, stays on the board', () =>
    expect(moved(opened(inRoom(confirm), 'a'), b, confirm).own?.place).toEqual(confirm));
  test('where the room looks at nothing is kept by nothing', () =>
    expect(moved(inRoom(nothing), a, nothing).own).toBeUndefined());
});

describe('when the meeting ends', () => {
  test('whoever is busy stays, and Return leads to the report', () => {
    const now = ended(inRoom(confirm), lobby, confirm);
    expect(now.own?.place).toEqual(confirm);
    expect(wayBack(now)).toEqual({ at: 'report' });
    expect(wayBack(followed(now))).toBeUndefined();
  });
  test('the report is no longer where the room is when that goes on', () =>
    expect(wayBack(moved(ended(inRoom(confirm), nothing, confirm), a))).toEqual(a));
  test('others have nothing to come back to', () =>
    expect(wayBack(ended(inRoom(confirm), lobby))).toBeUndefined());
});

test('the ticket before a board is remembered, and so is that of a board', () => {
  expect(seen(inRoom(a), confirm).lastTicket).toBe('a');
  expect(seen(inRoom(a), { ...confirm, ticket: 'b' }).lastTicket).toBe('b');
});
test('what has not changed is the same thing', () => {
  const before = inRoom(confirm);
  expect(seen(before, { ...confirm })).toBe(before);
});
