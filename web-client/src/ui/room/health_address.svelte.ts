/** The health of the backlog is a sheet over the room, and has an address like a page. */
import { untrack } from 'svelte';
import { router, type Route } from '../route.svelte';
import type { RoomUi } from './ui.svelte';

export function keepHealthAddress(ui: RoomUi, room: string): void {
  let wasNamed = false;
  let behind: Route = { screen: 'room', room };

  const isNamed = (): boolean => router.route.screen === 'room' && router.route.health === true;
  const isShown = (): boolean => ui.dialog?.kind === 'health';

  $effect(() => {
    const named = isNamed();
    const shown = isShown();
    untrack(() => {
      if (named !== wasNamed) {
        // The address was changed, by the browser or by what was pressed in the sheet.
        if (named && !shown) ui.dialog = { kind: 'health' };
        else if (!named && shown) ui.dialog = undefined;
      } else if (shown && !named && !ui.reporting && !ui.planning) {
        behind = router.route;
        router.go({ screen: 'room', room, health: true });
      } else if (!shown && named) router.go(behind, 'replace');
      wasNamed = isNamed();
    });
  });
}
