/** Everything that a room needs beside its screen; one chunk, loaded while a person types a name. */
import '../i18n/room_words';
import { openRoom } from '../../net/browser';
import { RoomModel } from './model.svelte';

export const enterRoom = (room: string): RoomModel => new RoomModel(openRoom(room));
