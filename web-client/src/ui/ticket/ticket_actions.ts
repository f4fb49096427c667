/** What is done to what tickets say: their fields, links, questions, and whether they are ready. */
import type { ParticipantId, TicketId } from '../../protocol/ids';
import type { AgendaItem, TicketFields } from '../../protocol/state';
import { takesTickets } from '../../room/agenda';
import { namedByAgenda } from '../../room/groups';
import { holds } from '../../room/selectors';
import { say } from '../announce';
import { targetsOf } from '../backlog/selection_actions';
import { t } from '../i18n/i18n';
import type { Action } from '../room/action';
import type { RoomModel } from '../room/model.svelte';
import type { FieldOfMany, RoomUi } from '../room/ui.svelte';
import { toasts } from '../toasts.svelte';

export function ticketActions(model: RoomModel, ui: RoomUi) {
  const writes = () => holds(model.view, 'write');
  const leads = () => holds(model.view, 'lead');
  const live = () => ui.target !== undefined && !ui.target.archived;
  const targets = () => targetsOf(model, ui);

  /** @param base what the writer had seen when the writing began */
  function edit(tickets: readonly TicketId[], set: TicketFields, base = model.view.seq): void {
    const [ticket] = tickets;
    if (ticket === undefined) return;
    if (tickets.length === 1) model.send({ do: 'ticket.edit', data: { ticket, set, base } });
    else {
      model.send({ do: 'ticket.edit', data: { tickets, set, base } });
      const words = t('toast.edited_many', { n: tickets.length });
      say(words);
      toasts.show({
        words,
        topic: 'undo',
        passes: true,
        actions: [{ label: t('action.undo'), run: () => void model.client.undo() }],
      });
    }
  }

  function setFields(first?: FieldOfMany): void {
    const tickets = targets();
    if (tickets.length > 0) ui.dialog = { kind: 'fields', tickets, ...(first && { first }) };
  }

  const itemForToday = (): AgendaItem | undefined => {
    const open = model.view.agenda.filter(({ state }) => state !== 'done' && state !== 'skipped');
    for (const kind of takesTickets) {
      const item = open.find((each) => each.kind === kind);
      if (item) return item;
    }
    return undefined;
  };

  function addToToday(tickets: readonly TicketId[]): void {
    const item = itemForToday();
    if (!item) return toasts.show({ words: t('toast.today_none') });
    const named = namedByAgenda(model.view);
    const fresh = tickets.filter((id) => !named.has(id));
    if (fresh.length === 0) return;
    model.send({
      do: 'agenda.edit',
      data: { item: item.item, set: { tickets: [...item.tickets, ...fresh] } },
    });
    const name = item.title ?? t(`agenda.${item.kind}`);
    const words = t('toast.today_added', { n: fresh.length, item: name });
    say(words);
    // The plan shows it where it was asked for.
    if (!ui.planning) toasts.show({ words, topic: 'today' });
  }

  function leaveToday(tickets: readonly TicketId[]): void {
    const gone = new Set(tickets);
    for (const { item, tickets: named } of model.view.agenda) {
      const kept = named.filter((id) => !gone.has(id));
      if (kept.length < named.length)
        model.send({ do: 'agenda.edit', data: { item, set: { tickets: kept } } });
    }
    say(t('toast.today_left', { n: tickets.length }));
  }

  function takeIt(ticket: TicketId): void {
    const name = model.me?.name;
    if (name !== undefined) edit([ticket], { assignee: name });
  }

  function nameScribe(participant: ParticipantId | null): void {
    model.send({ do: 'scribe.set', data: { participant } });
  }

  const onTarget = (run: (ticket: TicketId) => void) => () => {
    if (ui.target) run(ui.target.ticket);
  };
  const read = (): boolean => ui.target?.read_by?.includes(model.view.me) === true;

  const actions = {
    fields: {
      label: 'action.fields',
      when: () => writes() && targets().length > 0,
      run: () => setFields(),
    },
    priority: {
      label: 'action.priority',
      when: () => writes() && targets().length > 0,
      run: () => setFields('priority'),
    },
    labels: {
      label: 'action.labels',
      when: () => writes() && targets().length > 0,
      run: () => setFields('labels'),
    },
    link: {
      label: 'action.link',
      when: () => writes() && live(),
      run: onTarget((ticket) => (ui.dialog = { kind: 'link', ticket })),
    },
    park: {
      label: 'action.park',
      when: () => writes() && live() && ui.target?.parked === undefined,
      run: onTarget((ticket) => (ui.dialog = { kind: 'park', ticket })),
    },
    unpark: {
      label: 'action.unpark',
      when: () => writes() && live() && ui.target?.parked !== undefined,
      run: onTarget((ticket) => void model.send({ do: 'ticket.unpark', data: { ticket } })),
    },
    ask: {
      label: 'action.ask',
      when: () => writes() && live(),
      run: onTarget((ticket) => {
        ui.open(ticket);
        ui.showTicket();
        ui.asking = ticket;
      }),
    },
    mark_read: {
      label: 'action.mark_read',
      when: () => writes() && live() && !read(),
      run: onTarget((ticket) => void model.send({ do: 'ticket.mark_read', data: { ticket } })),
    },
    ready_anyway: {
      label: 'action.ready_anyway',
      when: () => writes() && live() && ui.target?.ready_anyway === undefined,
      run: onTarget((ticket) => (ui.dialog = { kind: 'ready_anyway', ticket })),
    },
    take_it: {
      label: 'action.take_it',
      when: () => writes() && live() && ui.target?.assignee === undefined,
      run: onTarget(takeIt),
    },
    add_today: {
      label: 'action.add_today',
      when: () => leads() && targets().length > 0 && itemForToday() !== undefined,
      run: () => addToToday(targets()),
    },
  } satisfies Record<string, Action>;

  return { ...actions, editTickets: edit, addToToday, leaveToday, takeIt, nameScribe };
}
