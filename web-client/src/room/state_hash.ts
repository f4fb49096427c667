/**
 * The hash that tells a page that its copy has drifted (PROTOCOL.md HSH). Two lanes of 32-bit
 * FNV-1a over each entity, summed: the order of entities does not matter.
 */
import type { Deck, Round } from '../protocol/state';
import type { Room } from './room';

type Value = string | number | boolean | null | undefined;

const prime = 0x01000193;
const firstStart = 0x811c9dc5;
const secondStart = 0x01000193;
const absent = 0x1e;
const end = 0x1f;

class Row {
  static readonly #utf8 = new TextEncoder();
  first = firstStart;
  second = secondStart;

  constructor(kind: string) {
    this.add(kind);
  }

  add(...values: Value[]): this {
    for (const value of values) {
      if (value === undefined || value === null) this.#byte(absent);
      else if (typeof value === 'string') this.#text(value);
      else this.#text(typeof value === 'number' ? String(value) : value ? '1' : '0');
      this.#byte(end);
    }
    return this;
  }

  #text(text: string): void {
    for (let at = 0; at < text.length; ++at) {
      const unit = text.charCodeAt(at);
      if (unit < 0x80) this.#byte(unit);
      else {
        for (const byte of Row.#utf8.encode(text.slice(at))) this.#byte(byte);
        return;
      }
    }
  }

  #byte(byte: number): void {
    this.first = Math.imul(this.first ^ byte, prime);
    this.second = Math.imul(this.second ^ byte, prime);
  }
}

/** 16 hex digits. @pre a snapshot was loaded, and the copy is not `incomplete` */
export function stateHash(room: Room): string {
  let first = 0;
  let second = 0;
  for (const row of rowsOf(room)) {
    first = (first + row.first) | 0;
    second = (second + row.second) | 0;
  }
  return hex(first) + hex(second);
}

const hex = (lane: number): string => (lane >>> 0).toString(16).padStart(8, '0');

function* rowsOf(room: Room): Iterable<Row> {
  const facts = room.facts;
  if (facts) {
    const row = new Row('room').add(facts.room, facts.title, facts.code);
    addDeck(row, facts.deck);
    row.add(facts.anonymous, facts.auto_reveal_ms);
    row.add(facts.rights.lead, facts.rights.order, facts.rights.write);
    row.add(facts.locked, facts.passcode, facts.status);
    const spotlight = facts.spotlight;
    if (spotlight) row.add(spotlight.ballot, spotlight.board, spotlight.ticket);
    else row.add(undefined);
    yield row;
  }
  for (const one of room.participants)
    yield new Row('participant')
      .add(one.participant, one.name, one.title, one.role)
      .add(one.facilitates, one.owns, one.left);
  for (const ticket of room.tickets) {
    const row = new Row('ticket').add(ticket.ticket, ticket.number, ticket.rank, ticket.title);
    row.add(ticket.key);
    const text = ticket.texts?.description;
    if (text) row.add(text.digest, text.length, text.v);
    else row.add(undefined);
    const estimate = ticket.estimate;
    if (estimate) row.add(estimate.by, estimate.card, estimate.round, estimate.value);
    else row.add(undefined);
    const gone = ticket.archived;
    if (gone) row.add(gone.at, gone.by, gone.note, gone.of, gone.reason);
    else row.add(undefined);
    yield row.add(ticket.created, ticket.updated);
  }
  for (const round of room.rounds) {
    const row = new Row('round').add(round.round, round.ticket, round.number);
    addDeck(row, round.deck ?? facts?.deck);
    row.add(round.anonymous, round.auto_reveal_ms, round.phase, round.opened, round.revealed);
    row.add(round.skipped, round.closing?.until, round.held);
    row.add(round.counts?.length);
    for (const { card, n } of round.counts ?? []) row.add(card, n);
    yield row.add(round.estimate);
    yield* placesOf(round);
  }
}

function addDeck(row: Row, deck: Deck | undefined): void {
  row.add(deck?.cards.length);
  for (const { label, value } of deck?.cards ?? []) row.add(label, value);
  row.add(deck?.name);
}

function* placesOf(round: Round): Iterable<Row> {
  const choices = new Map(round.choices?.map((choice) => [choice.by, choice]));
  const people = new Set([...round.voted, ...choices.keys()]);
  for (const participant of people) {
    const row = new Row('place').add(round.round, participant, round.voted.includes(participant));
    const choice = choices.get(participant);
    if (choice) row.add(choice.card, choice.confidence, choice.left || undefined, choice.note);
    else row.add(undefined);
    yield row;
  }
}
