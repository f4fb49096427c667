/** What everybody may do to a draft; each press or pause in writing is one command. */
import type { SplitChanges } from '../../protocol/command';
import type { EntryId, TicketId } from '../../protocol/ids';
import type { Criterion, SplitDraft } from '../../protocol/state';
import { childOf } from '../../room/split';
import { children_max, children_min, draftNamed } from '../../room/split_drafts';
import { say } from '../announce';
import { t } from '../i18n/i18n';
import type { RoomModel } from '../room/model.svelte';
import { toasts } from '../toasts.svelte';

export class DraftEditor {
  constructor(
    readonly model: RoomModel,
    /** As it is now. */
    readonly draft: () => SplitDraft,
  ) {}

  /** Words that were on their way when the draft went are nobody's any more. */
  edit(changes: SplitChanges): void {
    const { split } = this.draft();
    if (draftNamed(this.model.view, split))
      this.model.send({ do: 'split.edit', data: { split, ...changes } });
  }

  has(child: TicketId): boolean {
    const now = draftNamed(this.model.view, this.draft().split);
    return now?.children.some(({ ticket }) => ticket === child) === true;
  }

  /** @return the new child; nothing where there are as many as there may be */
  add(): TicketId | undefined {
    if (this.draft().children.length >= children_max) {
      toasts.show({ words: t('split.add_max', { max: children_max }), topic: 'split' });
      return undefined;
    }
    const add = this.model.client.newId();
    this.edit({ add });
    return add;
  }

  remove(child: TicketId): void {
    if (this.draft().children.length <= children_min)
      return toasts.show({ words: t('split.remove_min'), topic: 'split' });
    this.edit({ remove: child });
  }

  /** @return whether it went anywhere */
  send({ entry, text }: Criterion, child: TicketId): boolean {
    const { children } = this.draft();
    const n = children.findIndex(({ ticket }) => ticket === child) + 1;
    if (n === 0 || childOf(this.draft(), entry) === child) return false;
    const criteria: Record<EntryId, TicketId> = { [entry]: child };
    this.edit({ criteria });
    say(t('said.sent', { n, text }));
    return true;
  }
}
