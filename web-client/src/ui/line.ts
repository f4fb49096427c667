/** Lines of words that people write into fields. */
import { lengthOf } from './length';

/** A line as it is sent: it holds neither line breaks nor control characters. */
export const oneLine = (words: string): string =>
  words
    // eslint-disable-next-line no-control-regex
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\s]+/g, ' ')
    .trim();
export const isTooLong = (words: string, max: number): boolean => lengthOf(oneLine(words)) > max;
