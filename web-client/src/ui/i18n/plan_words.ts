/** Words of what happens before a meeting; imported by its screens, which load on demand. */
import plan from './en.plan.json';
import { addWords } from './i18n';

addWords(plan);
