/** What the lead and the voters do with the round on the table. */
import type { RoundId } from '../../protocol/ids';
import type { Confidence, Deck } from '../../protocol/state';
import { isSpecial } from '../../protocol/deck';
import { onward } from '../../room/queue';
import { isReady } from '../../room/readiness';
import { deckOfRound, holds, mayVote, resultOf } from '../../room/selectors';
import { t } from '../i18n/i18n';
import type { Action } from '../room/action';
import type { RoomModel } from '../room/model.svelte';
import type { RoomUi } from '../room/ui.svelte';
import { offerFaceDown } from '../people/offer_face_down';
import { toasts } from '../toasts.svelte';

export type RoundSettings = {
  readonly deck?: Deck;
  readonly anonymous?: boolean;
  readonly auto_reveal_ms?: number | null;
};

export function pokerActions(model: RoomModel, ui: RoomUi) {
  const leads = () => holds(model.view, 'lead');
  const phase = () => ui.round?.phase;
  const votes = () => phase() === 'collecting' && mayVote(model.view);

  /** What changes for everybody waits for nothing: later it would come at the wrong moment. */
  function askNow(command: Parameters<typeof model.send>[0]): boolean {
    if (model.live) model.send(command);
    else toasts.show({ words: t('dock.needs_server'), topic: 'needs_server' });
    return model.live;
  }

  /** On a ticket that is not ready, where the team looks at that at all, it asks once. */
  function openRound(ticket: string, settings: RoundSettings = {}): void {
    if (!asksFirst(ticket)) return open(ticket, settings);
    ui.dialog = { kind: 'unready', ticket, start: () => open(ticket, settings) };
  }
  function asksFirst(id: string): boolean {
    const { view } = model;
    const ticket = view.ticket(id);
    if (!ticket || isReady(view, ticket)) return false;
    if (view.facts.require_ready) return true;
    if (ui.startedUnready.has(id) || view.roundsOf(id).length > 0) return false;
    return view.order.some((one) => (view.ticket(one)?.checked?.ready?.length ?? 0) > 0);
  }
  function open(ticket: string, settings: RoundSettings): void {
    if (!askNow({ do: 'round.open', data: { round: model.client.newId(), ticket, ...settings } }))
      return;
    offerFaceDown(ui, mayVote(model.view));
    ui.follow();
  }

  /** @return the round of it; nothing where nobody can be asked now */
  function askRoom(question: string, settings: RoundSettings = {}): RoundId | undefined {
    const round = model.client.newId();
    if (!askNow({ do: 'round.open', data: { round, question, ...settings } })) return undefined;
    offerFaceDown(ui, mayVote(model.view));
    ui.follow();
    return round;
  }

  /** Once the round is settled the cards that were proposed say nothing any more. */
  function settle(): boolean {
    const { round } = ui;
    const estimate = cardToSettle();
    if (round?.phase !== 'revealed' || estimate === undefined) return false;
    return askNow({ do: 'round.settle', data: { round: round.round, estimate } });
  }

  function cardToSettle(): string | undefined {
    const { round } = ui;
    if (!round) return undefined;
    if (ui.settleOn?.round === round.round) return ui.settleOn.card;
    return resultOf(model.view, round)?.proposed?.label;
  }

  /** From what the room looks at, or, where it looks at nothing, from what this person does. */
  const goesOnTo = () => {
    const here = ui.spotlight ?? ui.onTable;
    return here && onward(model.view, here.ticket);
  };
  function next(): void {
    const to = goesOnTo();
    if (!to) return;
    askNow({ do: 'spotlight.set', data: to });
    ui.follow();
  }

  function vote(card: string, confidence?: Confidence): void {
    const { round } = ui;
    if (!round || !votes()) return;
    const sure = confidence ?? model.view.ownChoice(round.round)?.choice.confidence ?? ui.sure;
    const data = { round: round.round, card, ...(sure === undefined ? {} : { confidence: sure }) };
    model.send({ do: 'estimate.give', data });
  }

  function withdraw(): void {
    const { round } = ui;
    if (!round || !votes()) return;
    if (model.view.ownChoice(round.round))
      model.send({ do: 'estimate.withdraw', data: { round: round.round } });
  }

  function setConfidence(confidence: Confidence): void {
    ui.sure = confidence;
    const own = ui.round && model.view.ownChoice(ui.round.round);
    if (own) vote(own.choice.card, confidence);
  }

  const startable = () => {
    const ticket = ui.shown;
    if (ui.covered && ui.opened === undefined) return false;
    return leads() && ticket !== undefined && !ticket.archived && phaseOf(ticket.ticket) !== 'open';
  };
  const phaseOf = (ticket: string): 'open' | 'other' => {
    const newest = model.view.roundsOf(ticket).at(-1);
    return newest?.phase === 'collecting' || newest?.phase === 'revealed' ? 'open' : 'other';
  };

  const actions = {
    start_round: {
      label: 'action.start_round',
      when: startable,
      run: () => {
        if (ui.shown) openRound(ui.shown.ticket);
      },
    },
    start_round_with: {
      label: 'action.start_round_with',
      when: startable,
      run: () => {
        if (ui.shown) ui.dialog = { kind: 'open_round', ticket: ui.shown.ticket };
      },
    },
    unsure: {
      label: 'action.unsure',
      when: votes,
      run: () => {
        const { round } = ui;
        if (!round) return;
        const deck = deckOfRound(model.view, round);
        const own = model.view.ownChoice(round.round)?.choice.card;
        if (own === '?') withdraw();
        else if (deck.cards.some(({ label }) => label === '?')) vote('?');
      },
    },
    withdraw: { label: 'action.withdraw', when: votes, run: withdraw },
    reveal: {
      label: 'action.reveal',
      when: () => leads() && phase() === 'collecting',
      run: () => {
        const { round } = ui;
        if (!round) return;
        if (round.closing) askNow({ do: 'round.hold', data: { round: round.round } });
        else if (round.voted.length === 0) toasts.show({ words: t('poker.nobody_voted') });
        else askNow({ do: 'round.reveal', data: { round: round.round } });
      },
    },
    skip: {
      label: 'action.skip',
      when: () => leads() && (phase() === 'collecting' || phase() === 'revealed'),
      run: () => {
        if (ui.round) askNow({ do: 'round.skip', data: { round: ui.round.round } });
      },
    },
    new_round: {
      label: 'action.new_round',
      when: () => leads() && phase() !== undefined && phase() !== 'collecting',
      run: () => {
        const { round } = ui;
        if (!round) return;
        const { ticket, question, anonymous, auto_reveal_ms } = round;
        const settings = { deck: deckOfRound(model.view, round), anonymous, auto_reveal_ms };
        if (ticket !== undefined) openRound(ticket, settings);
        else if (question !== undefined) askRoom(question, settings);
      },
    },
    settle: {
      label: 'action.settle',
      when: () => leads() && phase() === 'revealed',
      run: () => {
        if (cardToSettle() === undefined) toasts.show({ words: t('poker.choose_card') });
        else if (settle()) next();
      },
    },
    settle_only: {
      label: 'action.settle_only',
      when: () => leads() && phase() === 'revealed',
      run: () => void settle(),
    },
    reopen: {
      label: 'action.reopen',
      when: () => leads() && phase() === 'settled' && !ui.onTable?.archived,
      run: () => {
        if (ui.round) askNow({ do: 'round.reopen', data: { round: ui.round.round } });
      },
    },
    next: {
      label: 'action.next',
      when: () => leads() && phase() !== 'collecting' && goesOnTo() !== undefined,
      run: next,
    },
  } satisfies Record<string, Action>;

  return {
    ...actions,
    openRound,
    askRoom,
    vote,
    withdrawVote: withdraw,
    setConfidence,
    cardToSettle,
  };
}

/** Cards that can be an estimate. */
export const sizesOf = (deck: Deck) => deck.cards.filter(({ label }) => !isSpecial(label));
