/** Takes the invitation along, whether by a button or from the palette. */
import '../i18n/part_words';
import '../i18n/agenda_words';
import '../i18n/plan_words';
import { say } from '../announce';
import { copy } from '../clipboard';
import { t } from '../i18n/i18n';
import { pathOf } from '../route.svelte';
import type { RoomModel } from '../room/model.svelte';
import { calendarFile, invitationText } from './invitation';

export interface Taken {
  readonly done: boolean;
  /** What was said of it. */
  readonly words: string;
}

/** Without anybody's key. */
export const linkOf = (model: RoomModel): string =>
  location.origin + pathOf({ screen: 'room', room: model.room });

export async function copyInvitation(model: RoomModel): Promise<Taken> {
  const done = await copy(invitationText(model.view, linkOf(model)));
  return told(done, t(done ? 'copy.done' : 'copy.failed'));
}

export async function saveCalendarFile(model: RoomModel): Promise<Taken> {
  const file = await calendarFile(model.view, linkOf(model), Date.now());
  if (!file) return told(false, t('invite.no_date_yet'));
  download(file.name, new Blob([file.content], { type: 'text/calendar;charset=utf-8' }));
  return told(true, t('invite.calendar_saved'));
}

function told(done: boolean, words: string): Taken {
  say(words);
  return { done, words };
}

function download(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
