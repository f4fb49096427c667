/** What is said and shown when something happens: live regions, toasts, and who is carried along. */
import type { TicketId } from '../../protocol/ids';
import type { Ticket } from '../../protocol/state';
import type { Command } from '../../protocol/command';
import type { ReplacedValue } from '../../protocol/operation';
import type { RoomEvent } from '../../room/events';
import { fieldsToPutBack, lineOf } from '../../room/put_back';
import { openCount, placeOf } from '../../room/groups';
import { onward, placeInQueue } from '../../room/queue';
import { nameOf, resultOf } from '../../room/selectors';
import { say, sayNow } from '../announce';
import { boardName } from '../boards/board_name';
import { copy } from '../clipboard';
import { listOf, t, timeOfDay } from '../i18n/i18n';
import { toasts } from '../toasts.svelte';
import { tellPeople } from '../people/tell_people';
import { tellTicket } from '../ticket/tell_ticket';
import type { RoomContext } from './context';
import { nudges } from './nudges.svelte';
import { roomPlace } from './room_place';
import { isSame, ticketOf, type Place } from './whereabouts';

/**
 * @param before  what was looked at when the first of the events had not happened yet
 * @param early  what has happened since
 * @return how to stop
 */
export function tellEvents(
  context: RoomContext,
  before: Place,
  early: readonly RoomEvent[],
): () => void {
  const { model, ui } = context;
  let told = before;
  const called = (ticket: Ticket | undefined): string =>
    ticket ? (nameOf(ticket) ?? ticket.title) : t('said.a_ticket');
  const person = (id: string | null): string => model.nameOf(id) ?? t('the_room');

  // With their words, which the first page does without.
  const agenda = import('../agenda/tell_agenda');
  const dots = import('../dots/tell_dots').then(({ DotsTeller }) => new DotsTeller(context));

  function followSpotlight(by: string | null, boardIsSaid = false): void {
    const was = told;
    told = roomPlace(model.view);
    const isOther = ticketOf(told) !== ticketOf(was);
    if (!isOther && isSame(told, was)) return;
    ui.roomMoved(by === model.view.me);
    const covers = told.at === 'lobby' || told.at === 'board';
    const ticket = isOther || !covers ? ui.spotlight : undefined;
    const board = ticket || !covers ? undefined : boardName(model.view);
    if (board !== undefined && !boardIsSaid) say(t('said.board', { name: board }));
    if (ticket)
      say(
        t('said.spotlight', {
          name: called(ticket),
          title: ticket.title,
          ...(placeInQueue(model.view, ticket.ticket) ?? {
            place: placeOf(model.view, ticket.ticket) ?? 0,
            of: openCount(model.view),
          }),
        }),
      );
  }

  function sayResult(id: string): void {
    const round = model.view.round(id);
    if (!round) return;
    const result = resultOf(model.view, round);
    if (!result) return;
    if (document.visibilityState === 'hidden') ui.revealedUnseen = id;
    ui.justRevealed = id;
    const { proposed, lowest, highest } = result;
    if (round.question !== undefined && proposed && !lowest)
      return sayNow(
        t('said.revealed_question', { card: proposed.label, n: result.agreeing, of: result.votes }),
      );
    if (!proposed || !lowest || !highest)
      return sayNow(t('said.revealed_none', { n: result.votes }));
    if (result.consensus) return sayNow(t('said.revealed_all', { card: proposed.label }));
    const words = { card: proposed.label, n: result.agreeing, of: result.votes };
    if (round.anonymous)
      return sayNow(
        t('said.revealed_anonymous', {
          ...words,
          low: lowest.card.label,
          high: highest.card.label,
        }),
      );
    sayNow(
      t('said.revealed', {
        ...words,
        low: lowest.card.label,
        lowest: listOf(lowest.by.map(person)),
        high: highest.card.label,
        highest: listOf(highest.by.map(person)),
      }),
    );
  }

  function on(event: RoomEvent): void {
    tellTicket(model, event);
    switch (event.kind) {
      case 'round_opened': {
        followSpotlight(null);
        ui.sure = undefined;
        const round = model.view.round(event.round);
        const ticket = event.ticket === undefined ? undefined : model.view.ticket(event.ticket);
        if (round && ticket)
          say(t('said.opened', { n: round.number, name: called(ticket), title: ticket.title }));
        return;
      }
      case 'everyone_voted': {
        const round = model.view.round(event.round);
        const seconds = Math.round((round?.auto_reveal_ms ?? 0) / 1000);
        return sayNow(t('said.everyone_voted', { seconds }));
      }
      case 'countdown_stopped':
        if (event.why === 'stop') return say(t('said.stopped', { name: person(event.by) }));
        if (event.why === 'restart') return say(t('said.stopped_restart'));
        return say(t('said.stopped_incomplete'));
      case 'own_vote_confirmed':
        return say(t('said.voted', { card: event.choice.card }));
      case 'step_started':
        return followSpotlight(event.by, true);
      case 'dots_opened':
        return followSpotlight(null, true);
      case 'meeting_ended':
        told = roomPlace(model.view);
        return ui.meetingEnded();
      // The boards of the meeting say these where they happen.
      case 'step_stopped':
      case 'step_skipped':
      case 'clock_started':
      case 'clock_paused':
      case 'clock_resumed':
      case 'clock_stopped':
      case 'clock_extended':
      case 'clock_over':
      case 'meeting_began':
      case 'ticket_ready':
      case 'ticket_parked':
      case 'ticket_unparked':
      case 'question_asked':
      case 'question_answered':
      case 'claim_asked':
      case 'claimed':
      case 'claim_returned':
      case 'scribe_named':
      case 'removed':
      case 'excused':
      case 'dots_closed':
      case 'dots_extended':
      case 'dots_reopened':
      case 'dots_settled':
      case 'dots_cancelled':
      case 'dots_redealt':
      case 'dots_sized':
      case 'everyone_done':
      case 'order_applied':
      case 'room_ended':
      case 'room_reopened':
      case 'sprint_committed':
      case 'sprint_released':
      case 'link_renewed':
      case 'secret_told':
        return;
      case 'split_opened':
      case 'ticket_split':
      case 'tickets_merged':
        return tellOfSplit(event);
      case 'own_vote_withdrawn':
        return say(t('said.withdrawn'));
      case 'revealed':
        return sayResult(event.round);
      case 'skipped':
        if (event.why === 'key') toasts.show({ words: t('toast.skipped_key') });
        return say(t('said.skipped'));
      case 'settled': {
        if (event.ticket === undefined) return;
        const ticket = model.view.ticket(event.ticket);
        const next = onward(model.view, event.ticket)?.ticket;
        const words = { name: called(ticket), card: event.estimate };
        ui.justSettled = event.ticket;
        return say(
          next === undefined
            ? t('said.settled', words)
            : t('said.settled_next', { ...words, next: called(model.view.ticket(next)) }),
        );
      }
      case 'reopened':
        if (event.ticket === undefined) return;
        return say(t('said.reopened', { name: called(model.view.ticket(event.ticket)) }));
      case 'spotlight_moved':
        return followSpotlight(event.by);
      case 'joined':
      case 'returned':
        if (event.participant === model.view.me) return;
        return say(t('said.joined', { name: person(event.participant) }));
      case 'left':
        return say(t('said.left', { name: person(event.participant) }));
      case 'nudged':
        nudges.received();
        if (!nudges.hasDock)
          toasts.show({
            words: t('said.nudged'),
            topic: 'nudge',
            passes: true,
            actions: [{ label: t('pill.return'), run: () => ui.follow() }],
          });
        return sayNow(t('said.nudged'));
      case 'replaced_field': {
        const { ticket, value, field } = event;
        const by = person(event.by);
        const line = lineOf(value);
        const words =
          line === null
            ? t('toast.replaced_empty', { by })
            : t('toast.replaced', { value: shortened(line), by });
        say(words);
        return toasts.show({
          words,
          topic: `replaced.${ticket}.${field}`,
          actions: [{ label: t('toast.put_back'), run: () => putBack(ticket, field, value) }],
        });
      }
      case 'text_conflict':
        return sayNow(t('said.text_conflict'));
      case 'tickets_moved':
        if (event.by !== model.view.me) ui.tint(event.tickets, event.by);
        return;
      case 'tickets_archived':
        // One's own row went as soon as it was wished.
        if (event.by !== model.view.me) ui.foldAway(event.tickets, event.by);
        return;
      case 'refused':
        if (ofSplit(event.command)) return tellOfSplit(event);
        if (ofDots(event.command, event.refusal.code)) return;
        return refused(event.command, event.refusal.message);
      case 'message_refused':
        return toasts.show({ words: event.refusal.message, tone: 'bad' });
      case 'fate_unknown':
        return toasts.show({
          words: t('toast.fate_unknown', { n: event.commands.length }),
          topic: 'fate',
          actions: [
            { label: t('toast.send_again'), run: () => model.client.resendUnknown() },
            { label: t('toast.discard'), run: () => model.client.discardUnknown() },
          ],
        });
      case 'server_lost':
        return toasts.show({
          words: t('toast.server_lost', { n: event.changes, own: event.own.length }),
          tone: 'bad',
          actions: [{ label: t('close'), run: () => undefined }],
        });
      case 'missed_reveal': {
        const words = t('toast.missed_reveal', {
          card: event.choice.card,
          at: timeOfDay(event.at),
        });
        sayNow(words);
        ui.missed = { round: event.round, card: event.choice.card, at: event.at };
        return;
      }
      case 'connection_lost':
        return;
      case 'connection_back': {
        const voted = event.sent.some((command) => command.do === 'estimate.give');
        return say(t(voted ? 'said.back_vote' : 'said.back'));
      }
      case 'caught_up':
        followSpotlight(null);
        return ui.showUpToDate();
      case 'copy_unreliable':
        return toasts.show({
          words: t('toast.copy_unreliable'),
          tone: 'bad',
          actions: [{ label: t('notice.reload'), run: () => location.reload() }],
        });
    }
  }

  function tellOfSplit(event: RoomEvent): void {
    void import('../split/tell_split').then(
      ({ tellSplit }) => tellSplit(context, event),
      () => undefined,
    );
  }

  function putBack(ticket: TicketId, field: string, value: ReplacedValue): void {
    const set = fieldsToPutBack(field, value);
    if (!set) return;
    model.send({ do: 'ticket.edit', data: { ticket, set, base: model.view.seq } });
  }

  function refused(command: Command, message: string): void {
    const words = wordsOf(command);
    sayNow(message);
    toasts.show({
      words: message,
      tone: 'bad',
      ...(words === undefined
        ? {}
        : { actions: [{ label: t('toast.copy_mine'), run: () => void copy(words) }] }),
    });
  }

  function hear(event: RoomEvent): void {
    on(event);
    tellPeople(context, event);
    agenda.then(
      ({ tellAgenda }) => tellAgenda(context, event),
      () => undefined,
    );
    dots.then(
      (teller) => teller.tell(event),
      () => undefined,
    );
  }
  for (const event of early) hear(event);
  const stop = model.events(hear);
  return () => {
    stop();
    dots.then(
      (teller) => teller.close(),
      () => undefined,
    );
  };
}

/** Said with what it means for the voting, by `tell_dots.ts`. */
const ofDots = ({ do: name }: Command, code: string): boolean =>
  name === 'dot.place' || name === 'dot.take' || code === 'in_ballot';

/** Said where it was pressed, while that is there. */
const ofSplit = ({ do: name }: Command): boolean =>
  name === 'split.open' || name === 'ticket.split' || name === 'ticket.merge';

/** What would be lost of a refused command, if it holds words of a person. */
function wordsOf(command: Command): string | undefined {
  switch (command.do) {
    case 'text.replace':
      return command.data.text;
    case 'ticket.add':
      return command.data.title;
    case 'ticket.edit': {
      const { title, criteria } = command.data.set;
      return title ?? criteria?.map(({ text }) => text).join('\n');
    }
    case 'question.ask':
    case 'question.answer':
      return command.data.text;
    case 'ticket.park':
      return command.data.question;
    case 'round.open':
      return 'question' in command.data ? command.data.question : undefined;
    case 'split.edit':
      return Object.values(command.data.titles ?? {})[0];
    case 'tickets.import':
      return command.data.tickets.map(({ title }) => title).join('\n');
    default:
      return undefined;
  }
}

const shown_max = 60;
const shortened = (words: string): string =>
  words.length > shown_max ? `${words.slice(0, shown_max)}…` : words;
