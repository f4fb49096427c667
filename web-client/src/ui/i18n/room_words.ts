/** Adds the words of the room; imported first by everything that is loaded with it. */
import en from './en.room.json';
import { addWords } from './i18n';

addWords(en);
