/** Adds the words of the room; imported first by everything that is loaded with it. */
import people from './en.people.json';
import en from './en.room.json';
import ticket from './en.ticket.json';
import { addWords } from './i18n';

addWords(en);
addWords(people);
addWords(ticket);
