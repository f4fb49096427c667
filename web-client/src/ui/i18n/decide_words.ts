/** Words of dots, of questions to the room and of orders; imported by everything that shows them. */
import decide from './en.decide.json';
import { addWords } from './i18n';

addWords(decide);
