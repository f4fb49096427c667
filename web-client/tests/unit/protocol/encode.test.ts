import { describe, expect, it } from 'vitest';
import { encodeClientMessage } from '../../../src/protocol/encode';
import type { ClientMessage, Command } from '../../../src/protocol/messages';
import { fixturesIn, readFixture } from '../support/fixtures';
import { writtenInDecisions } from './written_decisions';
import { writtenInMeetings } from './written_meeting';
import { writtenInSplits } from './written_split';

type Fixture = { name: string; rule: string; direction: string; kind: string; json: object };
const fixtures = fixturesIn('messages')
  .map((file) => readFixture(file) as Fixture)
  .filter(({ direction }) => direction === 'to_server');

const ticket = '7c000000000000000000000000000012';
const other = '7c000000000000000000000000000013';
const third = '7c000000000000000000000000000014';
const round = '50000000000000000000000000000031';
const bob = 'b0b00000000000000000000000000b02';
const doc = `${ticket}/description`;
const quick = {
  name: 'Quick',
  cards: [
    { label: '½', value: 500 },
    { label: '1', value: 1000 },
    { label: '2', value: 2000 },
    { label: '?' },
  ],
};

/** Each golden message, written with the types that a page writes with. */
const written: Readonly<Record<string, ClientMessage | (Command & { cseq: number })>> = {
  hello: {
    type: 'hello',
    protocol: [1],
    seat: '5ea70000000000000000000000000001',
    session: '5e5510000000000000000000000000e5',
    name: 'Ann',
    role: 'estimator',
    key: '9b1d0c7e4f2a83566b7c8d9eafb0c1d2',
    passcode: 'blue whale',
    position: {
      epoch: 'e9f0b1c2d3a4958677a8b9c0d1e2f304',
      seq: 40,
      hash: '0123456789abcdef',
    },
    accept: ['gzip'],
  },
  commands: {
    type: 'commands',
    items: [
      { cseq: 7, do: 'ticket.add', data: { title: 'Keyboard panning' } },
      { cseq: 8, do: 'participant.leave', data: {} },
    ],
  },
  'text.open': { type: 'text.open', doc },
  'text.close': { type: 'text.close', doc },
  presence: {
    type: 'presence',
    ticket,
    typing: true,
    caret: 17,
    hand: true,
    done: false,
    nudge: bob,
  },
  time: { type: 'time', t0: 1795514400123 },
  'participant.leave': { cseq: 7, do: 'participant.leave', data: {} },
  'participant.rename': {
    cseq: 7,
    do: 'participant.rename',
    data: { participant: bob, name: 'Robert', title: 'tester' },
  },
  'participant.rename-clear': {
    cseq: 7,
    do: 'participant.rename',
    data: { name: 'Ann', title: null },
  },
  'participant.set_role': {
    cseq: 7,
    do: 'participant.set_role',
    data: { participant: bob, role: 'observer', facilitates: true },
  },
  'room.configure': {
    cseq: 7,
    do: 'room.configure',
    data: {
      set: {
        title: 'Maps and paths',
        deck: quick,
        auto_reveal_ms: null,
        anonymous: true,
        rights: { write: 'everybody', order: 'facilitators', lead: 'everybody' },
        passcode: 'blue whale',
        locked: true,
      },
    },
  },
  'room.configure-open': {
    cseq: 7,
    do: 'room.configure',
    data: { set: { auto_reveal_ms: 5000, passcode: null } },
  },
  'ticket.add': {
    cseq: 7,
    do: 'ticket.add',
    data: { ticket, title: 'Keyboard panning', after: other },
  },
  'ticket.add-top': { cseq: 7, do: 'ticket.add', data: { title: 'Keyboard panning', after: null } },
  'tickets.import': {
    cseq: 7,
    do: 'tickets.import',
    data: {
      tickets: [
        {
          ticket: other,
          title: 'Old tiles',
          key: 'GEO-7',
          description: 'They are blurred',
          estimate: '3.5',
        },
        { title: 'Ferry lines' },
      ],
      after: ticket,
    },
  },
  'ticket.edit': {
    cseq: 7,
    do: 'ticket.edit',
    data: {
      ticket,
      set: { key: 'GEO-121', title: 'Panning by keyboard', estimate: '2' },
      base: 38,
    },
  },
  'ticket.edit-several': {
    cseq: 7,
    do: 'ticket.edit',
    data: { tickets: [ticket, other], set: { key: null, estimate: null } },
  },
  'ticket.move': { cseq: 7, do: 'ticket.move', data: { tickets: [other, third], after: ticket } },
  'ticket.archive': {
    cseq: 7,
    do: 'ticket.archive',
    data: { ticket: other, reason: 'duplicate', note: 'see above', of: ticket },
  },
  'ticket.restore': { cseq: 7, do: 'ticket.restore', data: { tickets: [other, third] } },
  'text.replace': {
    cseq: 7,
    do: 'text.replace',
    data: { doc, base: 2, text: 'As a walker\nI want paths' },
  },
  'spotlight.set': {
    cseq: 7,
    do: 'spotlight.set',
    data: { board: 'estimate', ticket, ballot: round },
  },
  'round.open': {
    cseq: 7,
    do: 'round.open',
    data: { round, ticket, deck: quick, anonymous: true, auto_reveal_ms: null },
  },
  'estimate.give': {
    cseq: 7,
    do: 'estimate.give',
    data: { round, card: '5', confidence: 'sure', note: 'like the last one' },
  },
  'estimate.withdraw': { cseq: 7, do: 'estimate.withdraw', data: { round } },
  'round.hold': { cseq: 7, do: 'round.hold', data: { round } },
  'round.reveal': { cseq: 7, do: 'round.reveal', data: { round } },
  'round.skip': { cseq: 7, do: 'round.skip', data: { round } },
  'round.settle': { cseq: 7, do: 'round.settle', data: { round, estimate: '5' } },
  'round.reopen': { cseq: 7, do: 'round.reopen', data: { round } },
  undo: { cseq: 7, do: 'undo', data: { seq: 38 } },
  ...writtenInMeetings,
  ...writtenInDecisions,
  ...writtenInSplits,
};

/** A page always has a seat, so it never writes this one. */
const notOurs = ['hello-first'];

describe('golden messages to the server', () => {
  const ours = fixtures.filter(({ name }) => !notOurs.includes(name));
  it('are there', () => expect(ours.length).toBeGreaterThan(20));

  it.each(ours)('$rule $name is what a page writes', ({ name, kind, json }) => {
    const message = written[name];
    if (!message) throw new Error(`no page writes ${name}`);
    if (kind === 'command') return expect(message).toEqual(json);
    expect('type' in message && JSON.parse(encodeClientMessage(message))).toEqual(json);
  });
});
