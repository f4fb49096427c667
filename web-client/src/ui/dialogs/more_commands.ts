/** Commands of the palette that name something: a person, a step, a sprint, or one's own seat. */
import '../i18n/agenda_words';
import '../i18n/board_words';
import '../i18n/part_words';
import { namedByAgenda } from '../../room/groups';
import { itemAtWork } from '../../room/schedule';
import { holds } from '../../room/selectors';
import { moreTime } from '../agenda/step_menu';
import { targetsOf } from '../backlog/selection_actions';
import { stepName } from '../agenda/words';
import { t } from '../i18n/i18n';
import { personMenu } from '../people/person_menu';
import type { MenuItem } from '../primitives/menu';
import type { RoomContext } from '../room/context';
import { focusRegion } from '../room/regions';

export type Command = { readonly label: string; readonly run: () => void };

export const moreCommands = (context: RoomContext): readonly Command[] => [
  ...ofFields(context),
  ...ofTicket(context),
  ...ofSteps(context),
  ...ofSprints(context),
  ...ofMe(context),
  ...ofPeople(context),
];

/** Priority and labels are actions with a key. */
const fields = ['type', 'status', 'requester', 'assignee', 'goal', 'theme', 'initiative'] as const;

function ofFields({ model, ui }: RoomContext): readonly Command[] {
  const tickets = targetsOf(model, ui);
  const [only] = tickets;
  if (only === undefined || !holds(model.view, 'write')) return [];
  const goals = model.view.facts.goals ?? [];
  const commands = fields
    .filter((field) => field !== 'goal' || goals.length > 0)
    .map((field) => ({
      label: t(`fields.set.${field}`),
      run: () => void (ui.dialog = { kind: 'fields', tickets, first: field }),
    }));
  if (tickets.length > 1) return commands;
  return [
    ...commands,
    {
      label: t('urls.add'),
      run: () => void (ui.dialog = { kind: 'fields', tickets, first: 'urls' }),
    },
  ];
}

function ofTicket({ model, ui, actions }: RoomContext): readonly Command[] {
  const ticket = ui.target?.archived ? undefined : ui.target?.ticket;
  if (ticket === undefined) return [];
  const commands: Command[] = [];
  if (holds(model.view, 'write'))
    commands.push({
      label: t('criteria.add'),
      run: () => {
        ui.open(ticket);
        ui.showTicket();
        focusRegion('criterion');
      },
    });
  if (holds(model.view, 'lead') && namedByAgenda(model.view).has(ticket))
    commands.push({ label: t('action.leave_today'), run: () => actions.leaveToday([ticket]) });
  return commands;
}

function ofSteps(context: RoomContext): readonly Command[] {
  const { model } = context;
  if (!holds(model.view, 'lead')) return [];
  const step = itemAtWork(model.view);
  return [
    ...named(moreTime(context)),
    ...(step
      ? [
          {
            label: t('agenda.stop_what', { name: stepName(step) }),
            run: () => void model.send({ do: 'agenda.stop', data: { item: step.item } }),
          },
        ]
      : []),
    ...model.view.agenda
      .filter(({ state }) => state === 'planned')
      .map((one) => ({
        label: t('agenda.skip_what', { name: stepName(one) }),
        run: () => void model.send({ do: 'agenda.skip', data: { item: one.item } }),
      })),
  ];
}

function ofSprints({ model }: RoomContext): readonly Command[] {
  if (!holds(model.view, 'lead')) return [];
  return model.view.sprints.map(({ sprint, name, committed }) => ({
    label: t(committed ? 'capacity.release' : 'capacity.commit', { name }),
    run: () =>
      void model.send({ do: committed ? 'sprint.release' : 'sprint.commit', data: { sprint } }),
  }));
}

function ofMe({ model, ui }: RoomContext): readonly Command[] {
  const me = model.me;
  if (!me) return [];
  return [
    {
      label: t('menu.rename'),
      run: () => (ui.dialog = { kind: 'rename', participant: me.participant }),
    },
    {
      label: t(
        me.role === 'observer'
          ? 'menu.vote_again'
          : me.facilitates
            ? 'menu.only_facilitate'
            : 'menu.only_watch',
      ),
      run: () =>
        void model.send({
          do: 'participant.set_role',
          data: { role: me.role === 'observer' ? 'estimator' : 'observer' },
        }),
    },
    { label: t('menu.preferences'), run: () => (ui.dialog = { kind: 'me' }) },
    {
      label: t('menu.leave'),
      run: () => void model.send({ do: 'participant.leave', data: {} }),
    },
  ];
}

const ofPeople = (context: RoomContext): readonly Command[] =>
  context.model.participants
    .filter(({ participant }) => participant !== context.model.view.me)
    .flatMap((person) =>
      named(personMenu(context, person)).map(({ label, run }) => ({
        label: t('palette.of_person', { name: person.name, what: label }),
        run,
      })),
    );

const named = (items: readonly MenuItem[]): readonly Command[] =>
  items.flatMap((item) => (item.kind === 'line' ? [] : [{ label: item.label, run: item.run }]));
