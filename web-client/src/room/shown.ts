/**
 * The room as this page shows it: the confirmed room and, over it, a thin layer of what the pending
 * commands predict. The layer is thrown away and made anew from all pending commands whenever
 * either side changed; that costs as much as there are pending commands, not as there are tickets,
 * and it is what rebasing and rolling back are.
 */
import type { BallotId, ParticipantId, RoundId, Sequence, TicketId } from '../protocol/ids';
import type {
  AgendaItem,
  Ballot,
  Clock,
  Meeting,
  OwnChoice,
  OwnDots,
  Participant,
  RoomFacts,
  Round,
  SplitDraft,
  Sprint,
  Ticket,
} from '../protocol/state';
import type { Changes } from './changes';
import { DotTargets } from './dot_targets';
import { predict, type Author, type PredictionTarget } from './predict';
import { reorder } from './ranks';
import type { Room } from './room';
import type { Delivery, PendingCommand, RoomView, ShownChoice, ShownDots } from './view';

class Layer implements PredictionTarget {
  facts: RoomFacts | undefined;
  readonly ownChoices = new Map<RoundId, OwnChoice | null>();
  readonly changedParticipants = new Map<ParticipantId, Participant>();
  readonly changedTickets = new Map<TicketId, Ticket>();
  readonly changedRounds = new Map<RoundId, Round>();
  readonly changedBallots = new Map<BallotId, Ballot>();
  readonly dots = new Map<BallotId, OwnDots>();
  agenda: readonly AgendaItem[];
  clocks: readonly Clock[];
  splits: readonly SplitDraft[];
  sprints: readonly Sprint[];
  meetings: readonly Meeting[];
  #sorted: readonly TicketId[] | undefined;

  constructor(readonly below: Room) {
    this.facts = below.facts;
    this.agenda = below.agenda;
    this.clocks = below.clocks;
    this.splits = below.splits;
    this.sprints = below.sprints;
    this.meetings = below.meetings;
  }

  get participants(): Iterable<Participant> {
    return over(this.below.participants, this.changedParticipants, (one) => one.participant);
  }
  get rounds(): Iterable<Round> {
    return over(this.below.rounds, this.changedRounds, (one) => one.round);
  }
  get ballots(): Iterable<Ballot> {
    return over(this.below.ballots, this.changedBallots, (one) => one.ballot);
  }
  get openBallots(): Iterable<BallotId> {
    return this.below.openBallots;
  }
  get collecting(): Iterable<RoundId> {
    return this.below.collecting;
  }
  get everyTicket(): readonly TicketId[] {
    if (this.changedTickets.size === 0) return this.below.everyTicket;
    return (this.#sorted ??= reorder(
      this.below.everyTicket,
      new Set(this.changedTickets.keys()),
      (id) => this.ticket(id)?.rank,
    ));
  }
  liveTickets(): readonly TicketId[] {
    const archived = new Set(this.below.archived);
    for (const [id, ticket] of this.changedTickets) {
      if (ticket.archived) archived.add(id);
      else archived.delete(id);
    }
    if (archived.size === 0) return this.everyTicket;
    return this.everyTicket.filter((id) => !archived.has(id));
  }
  participant(id: ParticipantId): Participant | undefined {
    return this.changedParticipants.get(id) ?? this.below.participant(id);
  }
  ticket(id: TicketId): Ticket | undefined {
    return this.changedTickets.get(id) ?? this.below.ticket(id);
  }
  round(id: RoundId): Round | undefined {
    return this.changedRounds.get(id) ?? this.below.round(id);
  }
  ballot(id: BallotId): Ballot | undefined {
    return this.changedBallots.get(id) ?? this.below.ballot(id);
  }
  ownDots(id: BallotId): OwnDots | undefined {
    return this.dots.get(id) ?? this.below.ownDots.get(id);
  }
  putFacts(facts: RoomFacts): void {
    this.facts = facts;
  }
  putParticipant(participant: Participant): void {
    this.changedParticipants.set(participant.participant, participant);
  }
  putTicket(ticket: Ticket): void {
    this.changedTickets.set(ticket.ticket, ticket);
    this.#sorted = undefined;
  }
  putRound(round: Round): void {
    this.changedRounds.set(round.round, round);
  }
  putBallot(ballot: Ballot): void {
    this.changedBallots.set(ballot.ballot, ballot);
  }
  putAgenda(agenda: readonly AgendaItem[]): void {
    this.agenda = agenda;
  }
  putClocks(clocks: readonly Clock[]): void {
    this.clocks = clocks;
  }
  putSplits(splits: readonly SplitDraft[]): void {
    this.splits = splits;
  }
  putSprints(sprints: readonly Sprint[]): void {
    this.sprints = sprints;
  }
  putMeetings(meetings: readonly Meeting[]): void {
    this.meetings = meetings;
  }
  putOwnChoice(round: RoundId, choice: OwnChoice | null): void {
    this.ownChoices.set(round, choice);
  }
  putOwnDots(ballot: BallotId, on: OwnDots): void {
    this.dots.set(ballot, on);
  }
}

/** The things below in their order, changed ones in place of the old; no new ones are predicted. */
function* over<T>(
  below: Iterable<T>,
  changed: ReadonlyMap<string, T>,
  id: (thing: T) => string,
): Iterable<T> {
  for (const thing of below) yield changed.get(id(thing)) ?? thing;
}

export class ShownRoom implements RoomView {
  version = 0;
  me: ParticipantId = '';
  pending: readonly PendingCommand[] = [];
  readonly #confirmed: Room;
  #layer: Layer;
  #deliveries: ReadonlyMap<string, Delivery> = new Map();
  readonly #targets = new DotTargets();
  #order: readonly TicketId[] | undefined;
  #archived: readonly TicketId[] | undefined;

  constructor(confirmed: Room) {
    this.#confirmed = confirmed;
    this.#layer = new Layer(confirmed);
  }

  get epoch(): string {
    return this.#confirmed.epoch;
  }
  get seq(): Sequence {
    return this.#confirmed.seq;
  }
  /** @pre the confirmed room has a state */
  get facts(): RoomFacts {
    const facts = this.#layer.facts;
    if (!facts) throw new Error('the room is not there yet');
    return facts;
  }
  get participants(): Iterable<Participant> {
    return this.#layer.participants;
  }
  get rounds(): Iterable<Round> {
    return this.#layer.rounds;
  }
  get ballots(): Iterable<Ballot> {
    return this.#layer.ballots;
  }
  get reads(): boolean {
    return this.me === '';
  }
  get agenda(): readonly AgendaItem[] {
    return this.#layer.agenda;
  }
  get clocks(): readonly Clock[] {
    return this.#layer.clocks;
  }
  get splits(): readonly SplitDraft[] {
    return this.#layer.splits;
  }
  get sprints(): readonly Sprint[] {
    return this.#layer.sprints;
  }
  get meetings(): readonly Meeting[] {
    return this.#layer.meetings;
  }
  get everyTicket(): readonly TicketId[] {
    return this.#layer.everyTicket;
  }
  get order(): readonly TicketId[] {
    return (this.#order ??= this.#layer.liveTickets());
  }
  get archived(): readonly TicketId[] {
    return (this.#archived ??= this.#newestArchived());
  }
  participant(id: ParticipantId): Participant | undefined {
    return this.#layer.participant(id);
  }
  ticket(id: TicketId): Ticket | undefined {
    return this.#layer.ticket(id);
  }
  round(id: RoundId): Round | undefined {
    return this.#layer.round(id);
  }
  ballot(id: BallotId): Ballot | undefined {
    return this.#layer.ballot(id);
  }
  roundsOf(ticket: TicketId): readonly Round[] {
    return this.#confirmed.roundsOf(ticket).flatMap((id) => this.round(id) ?? []);
  }
  ownChoice(id: RoundId): ShownChoice | undefined {
    const predicted = this.#layer.ownChoices.get(id);
    const delivery = this.deliveryOf(id);
    if (predicted === null) return undefined;
    if (predicted !== undefined)
      return delivery ? { choice: predicted, delivery } : { choice: predicted };
    const own = this.#confirmed.own.get(id);
    if (own) return { choice: own };
    const shown = this.round(id)?.choices?.find((choice) => choice.by === this.me);
    return shown && { choice: shown };
  }
  ownDots(id: BallotId): ShownDots {
    const delivery = this.#targets.deliveryIn(id);
    const on = this.#layer.ownDots(id) ?? this.#revealedDots(id);
    return delivery ? { on, delivery } : { on };
  }
  /** In a voting by name the reveal tells them to their owner as to everybody else. */
  #revealedDots(id: BallotId): OwnDots {
    const hand = this.ballot(id)?.hands?.find(({ by }) => by === this.me);
    return new Map(hand?.dots.map(({ ticket, n }) => [ticket, n]));
  }
  deliveryOf(id: string): Delivery | undefined {
    return this.#deliveries.get(id);
  }

  /**
   * Lays the pending commands over the confirmed room anew.
   * @return what differs from what was shown before, confirmed changes included
   */
  update(pending: readonly PendingCommand[], author: Author): Changes {
    const changes = this.#confirmed.takeChanges();
    const before = this.#layer;
    const untouched = pending.length === 0 && this.pending.length === 0;
    changes.outbox = !untouched;
    this.me = author.me;
    this.pending = pending;
    this.#layer = new Layer(this.#confirmed);
    for (const { command } of pending) predict(this.#layer, command, author);
    this.#targets.layOver(this.#layer, pending, author.me);
    this.#deliveries = deliveriesOf(pending);
    if (!untouched) this.#compare(before, changes);
    if (changes.order || changes.everything) this.#order = undefined;
    if (changes.order || changes.everything || changes.tickets.size > 0) this.#archived = undefined;
    if (!changes.nothing) this.version += 1;
    return changes;
  }

  /** Everything that either layer holds may look different now. */
  #compare(before: Layer, changes: Changes): void {
    for (const layer of [before, this.#layer]) {
      for (const id of layer.changedParticipants.keys()) changes.participants.add(id);
      for (const id of layer.changedTickets.keys()) {
        changes.tickets.add(id);
        changes.order ||= placed(before.ticket(id)) !== placed(this.#layer.ticket(id));
      }
      for (const id of layer.changedRounds.keys()) changes.rounds.add(id);
      for (const id of layer.changedBallots.keys()) changes.ballots.add(id);
      for (const id of layer.dots.keys()) changes.ballots.add(id);
    }
    changes.facts ||= before.facts !== this.#layer.facts;
    changes.agenda ||= before.agenda !== this.#layer.agenda;
    changes.clocks ||= before.clocks !== this.#layer.clocks;
    changes.splits ||= before.splits !== this.#layer.splits;
    changes.sprints ||= before.sprints !== this.#layer.sprints;
    changes.meetings ||= before.meetings !== this.#layer.meetings;
  }

  #newestArchived(): readonly TicketId[] {
    const gone: { readonly id: TicketId; readonly at: number }[] = [];
    for (const id of this.everyTicket) {
      const archived = this.ticket(id)?.archived;
      if (archived && archived.reason !== 'undone') gone.push({ id, at: archived.at });
    }
    return gone.sort((a, b) => b.at - a.at).map(({ id }) => id);
  }
}

const placed = (ticket: Ticket | undefined): string | undefined =>
  ticket && (ticket.archived ? undefined : ticket.rank);

/** A thing that several commands name is `kept` as soon as one of them is. */
function deliveriesOf(pending: readonly PendingCommand[]): ReadonlyMap<string, Delivery> {
  const deliveries = new Map<string, Delivery>();
  for (const { command, delivery } of pending)
    for (const id of subjectsOf(command))
      if (deliveries.get(id) !== 'kept') deliveries.set(id, delivery);
  return deliveries;
}

/** The things that a command is about, for a mark beside them. */
function subjectsOf(command: PendingCommand['command']): readonly string[] {
  const data: Record<string, unknown> = command.data;
  const ids: string[] = [];
  for (const name of [
    'round',
    'ballot',
    'participant',
    'doc',
    'item',
    'question',
    'sprint',
    'split',
  ])
    if (typeof data[name] === 'string') ids.push(data[name]);
  switch (command.do) {
    case 'round.open':
      return 'ticket' in command.data ? [...ids, command.data.ticket] : ids;
    case 'ticket.add':
    case 'split.open':
    case 'ticket.check':
    case 'ready.override':
    case 'ticket.link':
    case 'ticket.unlink':
    case 'ticket.park':
    case 'ticket.unpark':
    case 'question.ask':
    case 'question.answer':
    case 'ticket.mark_read':
      return command.data.ticket === undefined ? ids : [...ids, command.data.ticket];
    case 'ticket.merge':
      return [command.data.ticket, ...command.data.tickets];
    case 'ticket.edit':
    case 'ticket.move':
    case 'ticket.archive':
    case 'ticket.restore':
      return 'tickets' in command.data ? command.data.tickets : [command.data.ticket];
    default:
      return ids;
  }
}
