/** Words of the report; imported by everything that shows it. */
import report from './en.report.json';
import { addWords } from './i18n';

addWords(report);
