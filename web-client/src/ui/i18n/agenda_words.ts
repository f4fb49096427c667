/** Words of the agenda, its clocks and its steps; imported by everything that shows them. */
import agenda from './en.agenda.json';
import { addWords } from './i18n';

addWords(agenda);
