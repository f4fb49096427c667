/** Giving and taking dots: what is said of it, and why one does not go. */
import '../i18n/decide_words';
import type { BallotId, TicketId } from '../../protocol/ids';
import { leftOf, limitOf } from '../../room/ballots';
import { nameOf } from '../../room/selectors';
import { say } from '../announce';
import { t } from '../i18n/i18n';
import type { RoomModel } from '../room/model.svelte';
import { toasts } from '../toasts.svelte';

/** Several quick presses are one sentence. */
const settles_ms = 400;
let timer: ReturnType<typeof setTimeout> | undefined;

export function giving(model: RoomModel) {
  const called = (id: TicketId): string => {
    const ticket = model.view.ticket(id);
    return ticket ? (nameOf(ticket) ?? ticket.title) : '';
  };

  function saySoon(ballot: BallotId, ticket: TicketId): void {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const voting = model.view.ballot(ballot);
      if (voting?.phase !== 'collecting') return;
      const { on } = model.view.ownDots(ballot);
      const left = leftOf(voting, on);
      say(t('said.dots_own', { name: called(ticket), n: on.get(ticket) ?? 0, left }));
    }, settles_ms);
  }
  function refuse(words: string): void {
    say(words);
    toasts.show({ words, topic: 'dots' });
  }

  function give(ballot: BallotId, ticket: TicketId): void {
    const voting = model.view.ballot(ballot);
    if (voting?.phase !== 'collecting') return;
    const limit = limitOf(voting, model.view.ownDots(ballot).on, ticket);
    if (limit !== undefined) return refuse(t(`dots.limit.${limit}`, { n: voting.per_ticket }));
    toasts.dismissTopic('dots');
    model.send({ do: 'dot.place', data: { ballot, ticket } });
    saySoon(ballot, ticket);
  }
  function take(ballot: BallotId, ticket: TicketId, all = false): void {
    const n = model.view.ownDots(ballot).on.get(ticket) ?? 0;
    if (n === 0) return;
    toasts.dismissTopic('dots');
    const how = all && n > 1 ? { all: true as const } : {};
    model.send({ do: 'dot.take', data: { ballot, ticket, ...how } });
    saySoon(ballot, ticket);
  }

  return {
    give,
    take: (ballot: BallotId, ticket: TicketId) => take(ballot, ticket),
    clear: (ballot: BallotId, ticket: TicketId) => take(ballot, ticket, true),
  };
}
