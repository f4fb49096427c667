/** Words of splitting and merging; imported by each module that says one of them. */
import split from './en.split.json';
import { addWords } from './i18n';

addWords(split);
