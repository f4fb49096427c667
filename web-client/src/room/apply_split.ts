/** A ticket becomes several: the draft, and what comes of it (PROTOCOL.md SPL). */
import type { ParticipantId, SplitId, Timestamp } from '../protocol/ids';
import type { OperationData } from '../protocol/operation';
import type { SplitChild, SplitDraft } from '../protocol/state';
import { redeal } from './apply_ballots';
import { nameBehind, putVotings } from './apply_merge';
import { archive, blockedBy, change } from './apply_tickets';
import type { RoomWriter } from './room';
import { children_min } from './split_drafts';
import { without } from './without';

const all = { type: true, labels: true, theme: true, requester: true, links: true } as const;

export function openDraft(
  room: RoomWriter,
  { children, ...data }: OperationData['split.opened'],
  at: Timestamp,
  by: ParticipantId | null,
): void {
  const draft: SplitDraft = {
    ...data,
    by,
    opened: at,
    children: children.map((ticket) => ({ ticket, title: '' })),
    take: all,
  };
  room.putSplits([...room.splits, draft]);
}

export function editDraft(
  room: RoomWriter,
  { split, ...changes }: OperationData['split.edited'],
): void {
  room.putSplits(
    room.splits.map((draft) => (draft.split === split ? edited(draft, changes) : draft)),
  );
}

export function closeDraft(room: RoomWriter, split: SplitId): void {
  if (room.splits.some((draft) => draft.split === split))
    room.putSplits(room.splits.filter((draft) => draft.split !== split));
}

type Changes = Omit<OperationData['split.edited'], 'split'>;

function edited(draft: SplitDraft, changes: Changes): SplitDraft {
  const { add, remove, titles = {}, guesses = {}, take } = changes;
  const isThere = draft.children.some(({ ticket }) => ticket === add);
  const children = add === undefined || isThere ? draft.children : [...draft.children, child(add)];
  const criteria = { ...draft.criteria, ...changes.criteria };
  return {
    ...without(draft, 'criteria'),
    children: (children.length > children_min
      ? children.filter(({ ticket }) => ticket !== remove)
      : children
    ).map((each) => guessed(named(each, titles[each.ticket]), guesses[each.ticket])),
    ...(Object.keys(criteria).length > 0 && { criteria }),
    take: { ...draft.take, ...take },
  };
}

const child = (ticket: string): SplitChild => ({ ticket, title: '' });
const named = (each: SplitChild, title: string | undefined): SplitChild =>
  title === undefined ? each : { ...each, title };
function guessed(each: SplitChild, guess: string | null | undefined): SplitChild {
  if (guess === undefined) return each;
  return guess === null ? without(each, 'guess') : { ...each, guess };
}

export function splitTicket(
  room: RoomWriter,
  data: OperationData['ticket.split'],
  at: Timestamp,
  by: ParticipantId | null,
): void {
  const { ticket: parent, children, split } = data;
  for (const each of children) room.putTicket({ ...each, created: at, updated: at, from: parent });
  for (const [blocker, blocked] of data.links ?? [])
    change(room, blocked, at, (before) => blockedBy(before, [blocker]));
  archive(room, parent, { at, by, reason: 'split' });
  const ids = children.map(({ ticket }) => ticket);
  nameBehind(room, [parent], ids);
  putVotings(room, data.votings);
  redeal(room, data.redealt ?? [], [parent], at);
  closeDraft(room, split);
}
