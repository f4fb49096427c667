/** Words of sheets and boards that load on demand; imported by each of them. */
import boards from './en.boards.json';
import { addWords } from './i18n';

addWords(boards);
