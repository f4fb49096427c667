/** What the lead does with a voting. What changes for everybody waits for nothing. */
import '../i18n/decide_words';
import type { Command } from '../../protocol/command';
import type { TicketId } from '../../protocol/ids';
import type { Ballot } from '../../protocol/state';
import { hasChoices, isMyTurnIn } from '../../room/ballots';
import { t } from '../i18n/i18n';
import { offerFaceDown } from '../people/offer_face_down';
import type { RoomContext } from '../room/context';
import { toasts } from '../toasts.svelte';

const more_ms = 30_000;
export type DotsSettings = Extract<Command, { do: 'dots.open' }>['data'];

export function leadingDots({ model, ui }: RoomContext) {
  function askNow(command: Command): boolean {
    if (model.live) model.send(command);
    else toasts.show({ words: t('dock.needs_server'), topic: 'needs_server' });
    return model.live;
  }
  function open(settings: DotsSettings): void {
    const ballot = model.client.newId();
    if (!askNow({ do: 'dots.open', data: { ...settings, ballot } })) return;
    const mine = { voters: settings.voters ?? 'everybody', phase: 'collecting' } as const;
    offerFaceDown(ui, isMyTurnIn(model.view, mine));
    ui.follow();
  }
  const live = (tickets: readonly TicketId[]): readonly TicketId[] =>
    tickets.filter((id) => model.view.ticket(id)?.archived === undefined);

  return {
    open,
    close({ ballot, ...voting }: Ballot): void {
      if (hasChoices({ ballot, ...voting })) askNow({ do: 'dots.close', data: { ballot } });
      else toasts.show({ words: t('dots.nobody_placed'), topic: 'dots' });
    },
    extend: ({ ballot }: Ballot) => askNow({ do: 'ballot.extend', data: { ballot, ms: more_ms } }),
    cancel(voting: Ballot): void {
      const { ballot } = voting;
      if (hasChoices(voting)) ui.dialog = { kind: 'decide', decision: { what: 'cancel', ballot } };
      else askNow({ do: 'ballot.cancel', data: { ballot } });
    },
    cancelNow: ({ ballot }: Ballot) => askNow({ do: 'ballot.cancel', data: { ballot } }),
    settle: ({ ballot }: Ballot) => askNow({ do: 'ballot.settle', data: { ballot } }),
    reopen: ({ ballot }: Ballot) => askNow({ do: 'ballot.reopen', data: { ballot } }),
    /** The same tickets that are still there, by the same rules; the old one is kept. */
    again({ tickets, per_person, per_ticket, means, voters, anonymous, ms }: Ballot): void {
      const rules = { per_person, per_ticket, means, voters, anonymous };
      open({ tickets: live(tickets), ...rules, ...(ms !== undefined && { ms }) });
    },
    /** @param voting  what this settles; nothing where only some of its tickets are ordered */
    order(wish: readonly TicketId[], voting?: Ballot): boolean {
      const of = voting ? { ballot: voting.ballot } : {};
      return askNow({ do: 'order.apply', data: { ...of, tickets: live(wish) } });
    },
    size: ({ ballot }: Ballot, sizes: Readonly<Record<TicketId, string>>): boolean =>
      askNow({ do: 'dots.size', data: { ballot, sizes } }),
    live,
  };
}
