/** Words of the parts of a room that load on demand; imported by each module that says one of them. */
import parts from './en.parts.json';
import { addWords } from './i18n';

addWords(parts);
