/** What the lead does to the steps of the meeting and to its clocks. */
import type { ItemId } from '../../protocol/ids';
import type { ClockName } from '../../protocol/state';
import { clockOf, itemAtWork } from '../../room/apply_agenda';
import { holds } from '../../room/selectors';
import { always, type Action } from '../room/action';
import type { RoomModel } from '../room/model.svelte';
import type { RoomUi } from '../room/ui.svelte';

const minute_ms = 60_000;

export function agendaActions(model: RoomModel, ui: RoomUi) {
  const leads = () => holds(model.view, 'lead');
  const atWork = () => itemAtWork(model.view);
  const clock = (name: ClockName) => clockOf(model.view, name);
  const isIn = (name: ClockName, state: 'running' | 'paused') => () =>
    leads() && clock(name)?.state === state;

  /** @param from  a later step that gives the time, for the step's clock */
  function extend(name: ClockName, ms: number, from?: ItemId): void {
    const found = clock(name);
    if (!found) return;
    const { revision } = found;
    const taken = from === undefined ? {} : { from };
    model.send({ do: 'timer.extend', data: { clock: name, revision, ms, ...taken } });
  }
  const pause = (name: ClockName) => () =>
    void model.send({ do: 'timer.pause', data: { clock: name } });
  const resume = (name: ClockName) => () =>
    void model.send({ do: 'timer.resume', data: { clock: name } });
  const stop = (name: ClockName) => () =>
    void model.send({ do: 'timer.stop', data: { clock: name } });
  const start = (name: 'free' | 'vote', ms: number): void =>
    void model.send({ do: 'timer.start', data: { clock: name, ms } });
  const collects = () => ui.round?.phase === 'collecting';

  const actions = {
    agenda: {
      label: 'action.agenda',
      when: always,
      run: () => (ui.dialog = { kind: 'agenda' }),
    },
    next_step: {
      label: 'action.next_step',
      when: () => leads() && atWork() !== undefined,
      run: () => {
        const item = atWork()?.item;
        if (item !== undefined) model.send({ do: 'agenda.next', data: { item } });
      },
    },
    pause_step: {
      label: 'action.pause_step',
      when: isIn('step', 'running'),
      run: pause('step'),
    },
    resume_step: {
      label: 'action.resume_step',
      when: isIn('step', 'paused'),
      run: resume('step'),
    },
    extend_step: {
      label: 'action.extend_step',
      when: () => leads() && clock('step') !== undefined,
      run: () => extend('step', minute_ms),
    },
    extend_box: {
      label: 'action.extend_box',
      when: () => leads() && clock('box') !== undefined,
      run: () => extend('box', 2 * minute_ms),
    },
    free_timer: {
      label: 'action.free_timer',
      when: leads,
      run: () => (ui.dialog = { kind: 'timer' }),
      runFor: (keys: string) => {
        const minutes = Number(keys.slice(-1));
        if (minutes >= 1) start('free', minutes * minute_ms);
        else ui.dialog = { kind: 'timer' };
      },
    },
    pause_timer: { label: 'action.pause_timer', when: isIn('free', 'running'), run: pause('free') },
    resume_timer: {
      label: 'action.resume_timer',
      when: isIn('free', 'paused'),
      run: resume('free'),
    },
    extend_timer: {
      label: 'action.extend_timer',
      when: () => leads() && clock('free') !== undefined,
      run: () => extend('free', minute_ms),
    },
    stop_timer: {
      label: 'action.stop_timer',
      when: () => leads() && clock('free') !== undefined,
      run: stop('free'),
    },
    start_vote_clock: {
      label: 'action.start_vote_clock',
      when: () => leads() && collects() && clock('vote') === undefined,
      run: () => start('vote', minute_ms),
    },
    extend_vote_clock: {
      label: 'action.extend_vote_clock',
      when: () => leads() && clock('vote') !== undefined,
      run: () => extend('vote', minute_ms / 2),
    },
    stop_vote_clock: {
      label: 'action.stop_vote_clock',
      when: () => leads() && clock('vote') !== undefined,
      run: stop('vote'),
    },
    say_clocks: {
      label: 'action.say_clocks',
      when: () => model.view.clocks.length > 0,
      run: () =>
        void import('./tell_agenda').then(
          ({ sayClocks }) => sayClocks(model),
          () => undefined,
        ),
    },
    report: { label: 'action.report', when: always, run: () => ui.showReport() },
    end_meeting: {
      label: 'action.end_meeting',
      when: () => leads() && model.view.facts.meeting !== undefined,
      run: () => (ui.dialog = { kind: 'end_meeting' }),
    },
  } satisfies Record<string, Action>;
  return {
    ...actions,
    extendClock: extend,
    startTimer: (ms: number) => start('free', ms),
  };
}
