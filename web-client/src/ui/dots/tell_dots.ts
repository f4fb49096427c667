/** What is said of dots, of questions to the room and of orders; and what is offered with it. */
import '../i18n/decide_words';
import type { Command } from '../../protocol/command';
import type { BallotId, TicketId } from '../../protocol/ids';
import type { Refusal } from '../../protocol/messages';
import type { Ballot } from '../../protocol/state';
import { isMyTurnIn, leftOf } from '../../room/ballots';
import { dotLines } from '../../room/dots';
import type { RoomEvent } from '../../room/events';
import { holds, nameOf } from '../../room/selectors';
import { say, sayNow } from '../announce';
import { listOf, t, timeOfDay } from '../i18n/i18n';
import { toasts } from '../toasts.svelte';
import type { RoomContext } from '../room/context';

const minute_ms = 60_000;
const ten_seconds_ms = 10_000;
/** Presses that were made offline are refused one by one, and are one sentence. */
const together_ms = 150;

export class DotsTeller {
  readonly #context: RoomContext;
  #alarms: ReturnType<typeof setTimeout>[] = [];
  #late = new Map<BallotId, { readonly tickets: TicketId[]; readonly at: number }>();

  constructor(context: RoomContext) {
    this.#context = context;
    this.#setAlarms();
  }

  close(): void {
    for (const alarm of this.#alarms) clearTimeout(alarm);
    this.#alarms = [];
  }

  tell(event: RoomEvent): void {
    const { model } = this.#context;
    const { view } = model;
    switch (event.kind) {
      case 'round_opened': {
        const question = view.round(event.round)?.question;
        if (question === undefined) return;
        return say(t('said.asked', { question }));
      }
      case 'settled': {
        const question = view.round(event.round)?.question;
        if (question !== undefined) say(t('said.answered', { question, card: event.estimate }));
        return;
      }
      case 'reopened': {
        const question = view.round(event.round)?.question;
        if (question !== undefined) say(t('said.question_open', { question }));
        return;
      }
      case 'dots_opened': {
        this.#setAlarms();
        const ballot = view.ballot(event.ballot);
        if (!ballot) return;
        const words = { n: ballot.tickets.length, dots: ballot.per_person };
        return say(t('said.dots_open', words));
      }
      case 'dots_extended':
        this.#setAlarms();
        return say(t('said.dots_extended', { by: this.#person(event.by) }));
      case 'everyone_done':
        return say(t('dots.everyone'));
      case 'dots_closed':
        this.#setAlarms();
        return this.#sayResult(event.ballot);
      case 'dots_cancelled': {
        this.#setAlarms();
        const words = t('dots.cancelled_because', { why: event.why ?? 'none' });
        say(words);
        if (event.why === 'key') toasts.show({ words });
        return;
      }
      case 'dots_redealt': {
        const names = listOf(event.tickets.map((id) => this.#called(id)));
        const words = t('dots.redealt', { by: this.#person(event.by), names });
        say(words);
        return toasts.show({ words, topic: 'dots' });
      }
      case 'dots_sized':
        return say(t('said.dots_sized', { n: event.tickets.length }));
      case 'dots_settled':
        return say(t('said.dots_settled'));
      case 'dots_reopened':
        return say(t('said.dots_reopened'));
      case 'order_applied':
        return this.#ordered(event);
      case 'spotlight_moved':
      case 'step_started':
        return this.#remind();
      case 'refused':
        return this.#refused(event.command, event.refusal);
      default:
        return;
    }
  }

  #person(id: string | null): string {
    return this.#context.model.nameOf(id) ?? t('the_room');
  }
  #called(id: TicketId): string {
    const ticket = this.#context.model.view.ticket(id);
    return ticket ? (nameOf(ticket) ?? ticket.title) : t('said.a_ticket');
  }

  #sayResult(id: BallotId): void {
    const ballot = this.#context.model.view.ballot(id);
    if (!ballot) return;
    const [first, second, third] = dotLines(ballot);
    if (!first || first.n === 0) return sayNow(t('said.dots_nothing'));
    const words = { name: this.#called(first.ticket), n: first.n };
    if (!second || second.n === 0) return sayNow(t('said.dots_most', words));
    if (second.n === first.n) {
      const best = dotLines(ballot).filter(({ n }) => n === first.n);
      const names = listOf(best.map(({ ticket }) => this.#called(ticket)));
      return sayNow(t('said.dots_tie', { names, n: first.n }));
    }
    const next =
      third && third.n === second.n
        ? listOf([second, third].map(({ ticket }) => this.#called(ticket)))
        : this.#called(second.ticket);
    sayNow(t('said.dots_most_then', { ...words, next, m: second.n }));
  }

  #ordered({ moved, ballot, by }: Extract<RoomEvent, { kind: 'order_applied' }>): void {
    const { model, ui } = this.#context;
    ui.tint(moved, by);
    const n = moved.length;
    say(t(ballot === undefined ? 'said.ordered_plain' : 'said.ordered', { n }));
    if (by !== model.view.me || n === 0) return;
    toasts.show({
      words: t('dots.order_undo', { n }),
      topic: 'undo',
      passes: true,
      actions: [{ label: t('action.undo'), run: () => void model.client.undo() }],
    });
  }

  /** The room has gone on, and this person still has dots. */
  #remind(): void {
    const { model, ui, actions } = this.#context;
    const ballot = [...model.view.ballots].findLast((one) => isMyTurnIn(model.view, one));
    if (!ballot || model.view.facts.spotlight?.board === 'dots') return;
    const left = leftOf(ballot, model.view.ownDots(ballot.ballot).on);
    if (left === 0 || ballot.done?.includes(model.view.me) || !actions.place_dots.when()) return;
    toasts.show({
      words: t('dots.still_open', { left }),
      topic: 'dots',
      passes: true,
      actions: [
        {
          label: t('dots.place_now'),
          run: () =>
            (ui.dialog = { kind: 'decide', decision: { what: 'place', ballot: ballot.ballot } }),
        },
      ],
    });
  }

  // --- what is refused ---

  #refused(command: Command, refusal: Refusal): void {
    // Said where it was pressed, with what the lead may do all the same.
    if (command.do === 'ticket.merge' || command.do === 'ticket.split') return;
    if (refusal.code === 'in_ballot') return this.#offerRedeal(command, refusal);
    if (command.do !== 'dot.place' && command.do !== 'dot.take') return;
    const { ballot: id, ticket } = command.data;
    const ballot = this.#context.model.view.ballot(id);
    const at = refusal.data?.at ?? ballot?.revealed;
    if (refusal.code === 'phase' && at !== undefined) return this.#noteLate(id, ticket, at);
    const words =
      refusal.code === 'conflict' && ballot && refusal.data?.limit !== undefined
        ? this.#limitWords(ballot, refusal.data.limit)
        : refusal.message;
    sayNow(words);
    toasts.show({ words, topic: 'dots', tone: 'bad' });
  }
  #limitWords({ per_ticket, per_person }: Ballot, limit: number): string {
    const which = limit === per_person && limit !== per_ticket ? 'none_left' : 'per_ticket';
    return t(`dots.limit.${which}`, { n: limit });
  }

  #noteLate(id: BallotId, ticket: TicketId, at: number): void {
    const known = this.#late.get(id);
    if (known) return void known.tickets.push(ticket);
    this.#late.set(id, { tickets: [ticket], at });
    setTimeout(() => this.#tellLate(id), together_ms);
  }
  #tellLate(id: BallotId): void {
    const late = this.#late.get(id);
    this.#late.delete(id);
    if (!late) return;
    const n = late.tickets.length;
    const names = listOf([...new Set(late.tickets)].map((one) => this.#called(one)));
    const words = { n, at: timeOfDay(late.at) };
    const told = n === 1 ? t('dots.late', words) : t('dots.late_away', { ...words, names });
    sayNow(told);
    toasts.show({ words: told, topic: 'dots', tone: 'bad' });
  }

  /** Its dots would have to go somewhere: handing them back would say whose they were. */
  #offerRedeal(command: Command, { data, message }: Refusal): void {
    const { model } = this.#context;
    const words =
      data?.ticket === undefined
        ? message
        : t('dots.in_ballot', { name: this.#called(data.ticket) });
    sayNow(words);
    const redeals = command.do === 'ticket.archive' && holds(model.view, 'lead');
    toasts.show({
      words,
      topic: 'undo',
      tone: 'bad',
      ...(redeals && {
        actions: [
          {
            label: t('dots.redeal'),
            run: () =>
              void model.send({ do: 'ticket.archive', data: { ...command.data, redeal: true } }),
          },
        ],
      }),
    });
  }

  // --- the last minute ---

  #setAlarms(): void {
    this.close();
    const { model } = this.#context;
    const at = model.client.serverNow();
    for (const { phase, closing } of model.view.ballots) {
      if (phase !== 'collecting' || !closing) continue;
      const left = closing.until - at;
      this.#alarm(left - minute_ms, () => say(t('said.minute_left')));
      this.#alarm(left - ten_seconds_ms, () => say(t('said.ten_seconds')));
    }
  }
  #alarm(after: number, ring: () => void): void {
    if (after > 0) this.#alarms.push(setTimeout(ring, after));
  }
}
