/**
 * The hash that tells a page that its copy has drifted (PROTOCOL.md HSH). Two lanes of 32-bit
 * FNV-1a over each entity, summed: the order of entities does not matter.
 */
import type {
  AgendaItem,
  Ballot,
  Deck,
  Health,
  Meeting,
  RoomFacts,
  Round,
  SplitDraft,
  Ticket,
} from '../protocol/state';
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
    if (spotlight) row.add(spotlight.ballot, spotlight.board, spotlight.since, spotlight.ticket);
    else row.add(undefined);
    addPlan(row, facts);
    yield row;
  }
  for (const one of room.participants)
    yield new Row('participant')
      .add(one.participant, one.name, one.title, one.role)
      .add(one.facilitates, one.owns, one.left, one.removed, one.claimed);
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
    row.add(ticket.created, ticket.updated);
    addDetails(row, ticket);
    yield row.add(ticket.moved, ticket.from);
  }
  for (const round of room.rounds) {
    const row = new Row('round').add(round.round, round.ticket, round.number);
    addDeck(row, round.deck ?? facts?.deck);
    row.add(round.anonymous, round.auto_reveal_ms, round.phase, round.opened, round.revealed);
    row.add(round.skipped, round.closing?.until, round.held);
    row.add(round.counts?.length);
    for (const { card, n } of round.counts ?? []) row.add(card, n);
    row.add(round.estimate);
    addList(row, round.excused);
    yield row.add(round.settled, round.question);
    yield* placesOf(round);
  }
  for (const ballot of room.ballots) yield ballotRow(ballot);
  for (const draft of room.splits) yield splitRow(draft);
  for (const [index, item] of room.agenda.entries()) yield itemRow(item, index);
  for (const clock of room.clocks)
    yield new Row('clock')
      .add(clock.clock, clock.state, clock.ms, clock.deadline, clock.left_ms, clock.revision)
      .add(clock.item, clock.ticket, clock.round);
  for (const [index, sprint] of room.sprints.entries()) {
    const row = new Row('sprint').add(sprint.sprint, sprint.name, sprint.points);
    const committed = sprint.committed;
    if (committed) addList(row.add(committed.at, committed.by), committed.tickets);
    else row.add(undefined);
    yield row.add(index);
  }
  for (const meeting of room.meetings) yield meetingRow(meeting);
}

/** Its length, then each; a list that is absent is one absent value. */
function addList(row: Row, list: readonly Value[] | undefined): void {
  row.add(list?.length, ...(list ?? []));
}
/** Each thing as its members, in the order of their names. */
function addThings<T>(
  row: Row,
  list: readonly T[] | undefined,
  members: (thing: T) => readonly Value[],
): void {
  row.add(list?.length);
  for (const thing of list ?? []) row.add(...members(thing));
}

function addHealth(row: Row, health: Health | undefined): void {
  if (!health) row.add(undefined);
  else
    row
      .add(health.detailed, health.emergent, health.estimated)
      .add(health.prioritised, health.tickets);
}

function addPlan(row: Row, facts: RoomFacts): void {
  const { ended, claim, meeting } = facts;
  if (ended) row.add(ended.at, ended.by, ended.reason);
  else row.add(undefined);
  row.add(facts.goal, facts.starts_at, facts.minutes);
  addThings(row, facts.goals, (goal) => [goal.goal, goal.horizon, goal.title]);
  addThings(row, facts.ready, (line) => [line.entry, line.follows, line.text]);
  row.add(facts.split_limit, facts.require_ready, facts.vote_ms, facts.vote_reveals, facts.scribe);
  if (claim) row.add(claim.asked, claim.participant);
  else row.add(undefined);
  if (meeting) {
    addHealth(row, meeting.health);
    row.add(meeting.number, meeting.started);
  } else row.add(undefined);
}

function addDetails(row: Row, ticket: Ticket): void {
  row.add(ticket.type);
  addList(row, ticket.labels);
  row.add(ticket.theme, ticket.initiative, ticket.priority);
  if (ticket.status) row.add(ticket.status.category, ticket.status.text);
  else row.add(undefined);
  row.add(ticket.assignee, ticket.requester, ticket.goal);
  addList(row, ticket.urls);
  addThings(row, ticket.criteria, (line) => [line.entry, line.text]);
  const { checked, ready_anyway, parked } = ticket;
  if (checked) {
    addList(row, checked.criteria);
    addList(row, checked.ready);
  } else row.add(undefined);
  if (ready_anyway) row.add(ready_anyway.at, ready_anyway.by, ready_anyway.reason);
  else row.add(undefined);
  addList(row, ticket.blocked_by);
  addThings(row, ticket.external, ({ done, entry, title, url }) => [done, entry, title, url]);
  if (parked) row.add(parked.at, parked.by, parked.owner, parked.question);
  else row.add(undefined);
  addThings(row, ticket.questions, ({ answer, at, by, owner, question, text }) => [
    ...(answer ? [answer.at, answer.by, answer.text] : [undefined]),
    ...[at, by, owner, question, text],
  ]);
  addList(row, ticket.read_by);
}

function ballotRow(ballot: Ballot): Row {
  const row = new Row('ballot').add(ballot.ballot, ballot.kind);
  addList(row, ballot.tickets);
  row.add(ballot.per_person, ballot.per_ticket, ballot.means, ballot.voters, ballot.anonymous);
  row.add(ballot.ms, ballot.phase, ballot.opened, ballot.closing?.until);
  addThings(row, ballot.placed, ({ left, participant }) => [left, participant]);
  addList(row, ballot.done);
  addList(row, ballot.excused);
  row.add(ballot.revealed);
  row.add(ballot.hands?.length);
  for (const { by, dots, left } of ballot.hands ?? []) {
    row.add(by);
    addThings(row, dots, ({ n, ticket }) => [n, ticket]);
    row.add(left || undefined);
  }
  addThings(row, ballot.totals, ({ n, ticket }) => [n, ticket]);
  return row.add(ballot.settled, ballot.cancelled, ballot.why, ballot.returned);
}

function splitRow(draft: SplitDraft): Row {
  const row = new Row('split').add(draft.split, draft.ticket, draft.by, draft.opened);
  addThings(row, draft.children, ({ guess, ticket, title }) => [guess, ticket, title]);
  const criteria =
    draft.criteria && Object.entries(draft.criteria).sort(([a], [b]) => (a < b ? -1 : 1));
  addThings(row, criteria, ([entry, child]) => [child, entry]);
  const { labels, links, requester, theme, type } = draft.take;
  return row.add(labels, links, requester, theme, type);
}

function itemRow(item: AgendaItem, index: number): Row {
  const row = new Row('item').add(item.item, item.kind, item.title, item.minutes, item.extra_ms);
  addList(row, item.tickets);
  addList(row, item.needs);
  row.add(item.state, item.used_ms);
  addList(row, item.queue);
  addThings(row, item.finished, ({ ms, ticket }) => [ms, ticket]);
  return row.add(item.since, index, item.paused_by);
}

function meetingRow(meeting: Meeting): Row {
  const row = new Row('meeting').add(meeting.number, meeting.started, meeting.ended);
  row.add(meeting.reason, meeting.by);
  addThings(row, meeting.items, (item) => [
    ...[item.extra_ms, item.kind, item.minutes, item.state, item.title, item.used_ms],
  ]);
  row.add(meeting.goal);
  addHealth(row, meeting.health);
  addThings(row, meeting.ratings, ({ by, stars }) => [by, stars]);
  return row;
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
