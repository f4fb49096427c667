import { describe, expect, it } from 'vitest';
import { BacklogView } from '../../../src/ui/backlog/backlog_view.svelte';
import { t1, t2, t3 } from '../support/room_facts';

describe('tickets that are selected', () => {
  it('are those that a filter leaves in the list', () => {
    const view = new BacklogView();
    for (const ticket of [t1, t2, t3]) view.toggle(ticket);
    view.keepSelected([t3, t1]);
    expect([...view.selected]).toEqual([t1, t3]);
  });
  it('do not come back with the rows that were hidden', () => {
    const view = new BacklogView();
    view.toggle(t1);
    view.keepSelected([t2]);
    view.keepSelected([t1, t2]);
    expect(view.selected.size).toBe(0);
  });
  it('stay one set while nothing is hidden', () => {
    const view = new BacklogView();
    view.toggle(t1);
    const { selected } = view;
    view.keepSelected([t1, t2]);
    expect(view.selected).toBe(selected);
  });
});
