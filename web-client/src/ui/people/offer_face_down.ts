import { t } from '../i18n/i18n';
import type { RoomUi } from '../room/ui.svelte';
import { toasts } from '../toasts.svelte';

/** Once a meeting, to whoever opens a round and votes in it. */
export function offerFaceDown(ui: RoomUi, votes: boolean): void {
  if (!votes || !ui.faceDown.offer()) return;
  toasts.show({
    words: t('toast.face_down_offer'),
    topic: 'face_down',
    passes: true,
    actions: [{ label: t('action.share_screen'), run: () => (ui.faceDown.on = true) }],
  });
}
