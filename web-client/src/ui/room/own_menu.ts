/** What hangs on one's own face: name, role, theme, help. */
import { t } from '../i18n/i18n';
import { hintOf } from '../keys';
import type { MenuItem } from '../primitives/menu';
import { settings } from '../settings.svelte';
import type { RoomContext } from './context';

export function ownMenu({ model, ui, actions }: RoomContext): readonly MenuItem[] {
  const me = model.me;
  if (!me) return [];
  const observes = me.role === 'observer';
  return [
    {
      label: t('menu.rename'),
      icon: 'edit',
      run: () => (ui.dialog = { kind: 'rename', participant: me.participant }),
    },
    {
      label: t(me.facilitates ? 'menu.only_facilitate' : 'menu.only_watch'),
      checked: observes,
      run: () =>
        model.send({
          do: 'participant.set_role',
          data: { role: observes ? 'estimator' : 'observer' },
        }),
    },
    ...(actions.raise_hand.when()
      ? [
          {
            label: t('people.hand_up'),
            icon: 'hand',
            hint: hintOf('raise_hand'),
            checked: ui.signs.hand,
            run: actions.raise_hand.run,
          } satisfies MenuItem,
          {
            label: t('people.i_am_done'),
            hint: hintOf('done'),
            checked: ui.signs.done,
            run: actions.done.run,
          } satisfies MenuItem,
          {
            label: t('action.share_screen'),
            checked: ui.faceDown.on,
            run: actions.share_screen.run,
          } satisfies MenuItem,
        ]
      : []),
    ...(actions.give_back.when()
      ? [{ label: t('claim.give_back'), run: actions.give_back.run } satisfies MenuItem]
      : []),
    { kind: 'line' },
    { label: t('action.agenda'), icon: 'list', run: actions.agenda.run },
    ...(actions.plan.when()
      ? [{ label: t('action.plan'), icon: 'today', run: actions.plan.run } satisfies MenuItem]
      : []),
    ...(actions.lobby.when()
      ? [{ label: t('action.lobby'), run: actions.lobby.run } satisfies MenuItem]
      : []),
    { label: t('action.report'), hint: hintOf('report'), run: actions.report.run },
    ...(actions.free_timer.when()
      ? [{ label: t('action.free_timer'), run: actions.free_timer.run } satisfies MenuItem]
      : []),
    ...(actions.end_meeting.when()
      ? [{ label: t('action.end_meeting'), run: actions.end_meeting.run } satisfies MenuItem]
      : []),
    { label: t('action.people'), icon: 'people', run: actions.people.run },
    {
      label: t('action.health'),
      icon: 'health',
      hint: hintOf('health'),
      run: actions.health.run,
    },
    { label: t('action.capacity'), run: actions.capacity.run },
    ...(actions.rights.when()
      ? [
          {
            label: t('action.rights'),
            icon: 'settings',
            run: actions.rights.run,
          } satisfies MenuItem,
        ]
      : []),
    ...(actions.settings.when()
      ? [
          {
            label: t('action.settings'),
            icon: 'settings',
            run: actions.settings.run,
          } satisfies MenuItem,
        ]
      : []),
    {
      label: t('action.palette'),
      icon: 'commands',
      hint: hintOf('palette'),
      run: actions.palette.run,
    },
    { label: t('action.keys'), hint: hintOf('keys'), run: actions.keys.run },
    { kind: 'line' },
    {
      label: t('menu.preferences'),
      icon: 'settings',
      run: () => (ui.dialog = { kind: 'me' }),
    },
    {
      label: t('menu.single_keys'),
      checked: settings.singleKeys,
      run: () => {
        settings.singleKeys = !settings.singleKeys;
      },
    },
    { kind: 'line' },
    {
      label: t('menu.leave'),
      tone: 'bad',
      run: () => model.send({ do: 'participant.leave', data: {} }),
    },
  ];
}
