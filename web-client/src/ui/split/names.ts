/** Who is at a draft, by name. */
import type { SplitDraft } from '../../protocol/state';
import { splitters } from '../../room/split';
import type { RoomModel } from '../room/model.svelte';

export function namesOfSplitters(model: RoomModel, draft: SplitDraft): readonly string[] {
  const typing = [...model.presence].flatMap(([who, { ticket, typing: types }]) =>
    types === true && ticket === draft.ticket ? [who] : [],
  );
  return splitters(model.view, draft, typing).flatMap((who) => model.nameOf(who) ?? []);
}
