/** Where to go and what to open: nothing that anybody else would see. */
import { holds } from '../../room/selectors';
import { screen } from '../layout.svelte';
import { settings } from '../settings.svelte';
import { always, type Action } from './action';
import type { RoomModel } from './model.svelte';
import { focusRegion, nextRegion } from './regions';
import type { RoomUi } from './ui.svelte';

export function pageActions(model: RoomModel, ui: RoomUi) {
  const showing = (kind: 'share' | 'people' | 'archived' | 'settings' | 'palette' | 'keys') => () =>
    void (ui.dialog = { kind });

  function showList(): void {
    if (screen.layout === 'phone') ui.tab = 'backlog';
    else if (screen.layout === 'tablet') ui.listOpen = true;
    else settings.listHidden = false;
  }

  return {
    palette: { label: 'action.palette', when: always, run: showing('palette') },
    keys: { label: 'action.keys', when: always, run: showing('keys') },
    share: { label: 'action.share', when: always, run: showing('share') },
    people: {
      label: 'action.people',
      when: always,
      run: () => {
        if (screen.layout === 'phone') ui.tab = 'people';
        else ui.dialog = { kind: 'people' };
      },
    },
    archived: {
      label: 'action.archived',
      when: () => model.archived.length > 0,
      run: showing('archived'),
    },
    settings: {
      label: 'action.settings',
      when: () => holds(model.view, 'lead'),
      run: showing('settings'),
    },
    escape: {
      label: 'action.escape',
      when: () =>
        ui.listOpen ||
        ui.reporting ||
        ui.backlog.selected.size > 0 ||
        ui.splitting !== undefined ||
        ((ui.planning || !ui.following) && !ui.writing),
      run: () => {
        if (ui.listOpen) ui.listOpen = false;
        else if (ui.reporting) ui.leaveReport();
        else if (ui.backlog.selected.size > 0) ui.backlog.clear();
        else if (ui.splitting !== undefined) ui.showSplit(undefined);
        else ui.follow();
      },
    },
    toggle_list: {
      label: 'action.toggle_list',
      when: () => screen.layout !== 'phone',
      run: () => {
        if (screen.layout === 'tablet') ui.listOpen = !ui.listOpen;
        else settings.listHidden = !settings.listHidden;
      },
    },
    next_region: { label: 'action.next_region', when: always, run: () => nextRegion(1) },
    previous_region: { label: 'action.previous_region', when: always, run: () => nextRegion(-1) },
    follow: { label: 'action.follow', when: () => !ui.following, run: () => ui.follow() },
    go_backlog: {
      label: 'action.go_backlog',
      when: always,
      run: () => {
        showList();
        focusRegion('backlog');
      },
    },
    go_ticket: {
      label: 'action.go_ticket',
      when: always,
      run: () => {
        if (screen.layout === 'phone') ui.tab = 'ticket';
        focusRegion('ticket');
      },
    },
    go_poker: {
      label: 'action.go_poker',
      when: always,
      run: () => {
        if (screen.layout === 'phone') ui.tab = 'vote';
        focusRegion('estimate');
      },
    },
    search: {
      label: 'action.search',
      when: always,
      run: () => {
        showList();
        focusRegion('search');
      },
    },
    add: {
      label: 'action.add',
      when: () => holds(model.view, 'write'),
      run: () => {
        showList();
        focusRegion('add');
      },
    },
    next_row: { label: 'action.next_row', when: always, run: () => step(1) },
    previous_row: { label: 'action.previous_row', when: always, run: () => step(-1) },
  } satisfies Record<string, Action>;

  /** From the focused row, else from the ticket in the centre. */
  function step(by: -1 | 1): void {
    const order = ui.backlog.shown ?? model.order;
    const from = ui.target ? order.indexOf(ui.target.ticket) : -1;
    const ticket = order[Math.min(Math.max(from + by, 0), order.length - 1)];
    if (ticket === undefined) return;
    showList();
    ui.focusRow(ticket);
  }
}
