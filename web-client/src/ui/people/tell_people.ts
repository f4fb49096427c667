/** What is said of people, of the lead and of the doors of the room. */
import type { ParticipantId } from '../../protocol/ids';
import type { PersonPresence } from '../../protocol/messages';
import { handsRaised, placeInQueue } from '../../room/hands';
import { holds } from '../../room/selectors';
import type { RoomEvent } from '../../room/events';
import { say, sayNow } from '../announce';
import { t } from '../i18n/i18n';
import type { RoomContext } from '../room/context';
import { toasts } from '../toasts.svelte';

export function tellPeople({ model, ui }: RoomContext, event: RoomEvent): void {
  const me = model.view.me;
  const person = (id: string | null): string => model.nameOf(id) ?? t('the_room');
  const sprint = (id: string): string =>
    model.view.sprints.find((one) => one.sprint === id)?.name ?? t('said.a_sprint');

  switch (event.kind) {
    case 'claim_asked':
      if (event.participant === me) return say(t('claim.waiting'));
      return sayNow(t('claim.asks', { name: person(event.participant) }));
    case 'claimed':
      return say(
        event.participant === me
          ? t('said.you_lead')
          : t('said.leads', { name: person(event.participant) }),
      );
    case 'claim_returned':
      return say(
        event.participant === me
          ? t('said.you_lead_no_more')
          : t('said.leads_no_more', { name: person(event.participant) }),
      );
    case 'scribe_named':
      if (event.participant === null) return say(t('said.no_scribe'));
      return say(
        event.participant === me
          ? t('said.you_scribe')
          : t('said.scribe', { name: person(event.participant) }),
      );
    case 'removed':
      return say(t('said.removed', { name: person(event.participant) }));
    case 'excused':
      return say(t('said.excused', { name: person(event.participant) }));
    case 'room_ended':
      return sayNow(t('said.room_ended', { name: person(event.by) }));
    case 'room_reopened':
      return sayNow(t('said.room_reopened', { name: person(event.by) }));
    case 'sprint_committed':
      return say(t('said.committed', { name: sprint(event.sprint) }));
    case 'sprint_released':
      return say(t('said.released', { name: sprint(event.sprint) }));
    case 'link_renewed':
      if (event.by !== me || event.off) ui.links.renewed(event.which);
      if (event.by === me)
        toasts.show({
          words: t(event.off ? 'toast.link_off' : 'toast.link_renewed', {
            what: t(`share.name_${event.which}`),
          }),
        });
      return;
    case 'secret_told':
      return ui.links.told(event.which, event.secret);
    default:
      return;
  }
}

type Presence = ReadonlyMap<ParticipantId, PersonPresence>;

/** Whoever leads gives the word, and hears of a hand without looking for it. */
export function tellHands({ model }: RoomContext, before: Presence, now: Presence): void {
  if (!holds(model.view, 'lead')) return;
  for (const participant of handsRaised(before, now)) {
    if (participant === model.view.me) continue;
    const name = model.nameOf(participant);
    const place = placeInQueue(now, participant) ?? 0;
    if (name !== undefined) say(t('said.hand_of', { name, place }));
  }
}
