/**
 * Own dots that are on their way. A vote may be predicted twice and says the same; a dot may not: the
 * server's word about one's dots comes a little before the answer to the command that placed one. So
 * each command is remembered by how many dots it meant to leave on its ticket, which stays right
 * whichever of the two comes first.
 */
import type { BallotId, ParticipantId, TicketId } from '../protocol/ids';
import type { Ballot, OwnDots } from '../protocol/state';
import { leftOf, limitOf } from './ballots';
import type { Delivery, PendingCommand, PendingId } from './view';

export interface DotsLayer {
  ballot(id: BallotId): Ballot | undefined;
  ownDots(id: BallotId): OwnDots | undefined;
  putOwnDots(ballot: BallotId, on: OwnDots): void;
  putBallot(ballot: Ballot): void;
}

export class DotTargets {
  #meant = new Map<PendingId, number>();
  #deliveries: ReadonlyMap<BallotId, Delivery> = new Map();

  deliveryIn(ballot: BallotId): Delivery | undefined {
    return this.#deliveries.get(ballot);
  }

  layOver(layer: DotsLayer, pending: readonly PendingCommand[], me: ParticipantId): void {
    const before = this.#meant;
    this.#meant = new Map();
    const deliveries = new Map<BallotId, Delivery>();
    for (const { id, command, delivery } of pending) {
      if (command.do !== 'dot.place' && command.do !== 'dot.take') continue;
      const { ballot: name, ticket } = command.data;
      const ballot = layer.ballot(name);
      if (ballot?.phase !== 'collecting') continue;
      const own = layer.ownDots(name) ?? new Map<TicketId, number>();
      const n = before.get(id) ?? meant(ballot, own, command);
      this.#meant.set(id, n);
      if (deliveries.get(name) !== 'kept') deliveries.set(name, delivery);
      const on = new Map(own);
      if (n > 0) on.set(ticket, n);
      else on.delete(ticket);
      layer.putOwnDots(name, on);
      layer.putBallot(withOwn(ballot, me, leftOf(ballot, on)));
    }
    this.#deliveries = deliveries;
  }
}

function meant(
  ballot: Ballot,
  own: OwnDots,
  command: Extract<PendingCommand['command'], { do: 'dot.place' | 'dot.take' }>,
): number {
  const { ticket } = command.data;
  const n = own.get(ticket) ?? 0;
  if (command.do === 'dot.place') return limitOf(ballot, own, ticket) === undefined ? n + 1 : n;
  return command.data.all === true ? 0 : Math.max(n - 1, 0);
}

/** One's own seat says what one sees oneself. */
function withOwn(ballot: Ballot, me: ParticipantId, left: number): Ballot {
  const before = ballot.placed ?? [];
  const mine = { participant: me, left };
  const known = before.some(({ participant }) => participant === me);
  const placed = known
    ? before.map((each) => (each.participant === me ? mine : each))
    : [...before, mine];
  return { ...ballot, placed };
}
