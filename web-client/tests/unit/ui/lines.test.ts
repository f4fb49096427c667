import { expect, test } from 'vitest';
import { readLines } from '../../../src/ui/import/lines';

test('one line is one ticket, bullets and numbers in front are left out', () => {
  const read = readLines('- Print\n* Save\n\n 3) Undo\r\n[ ] Pan\n• [x] Zoom', 500);
  expect(read.tickets.map(({ title }) => title)).toEqual(['Print', 'Save', 'Undo', 'Pan', 'Zoom']);
});
test('a key in front becomes the key', () => {
  expect(readLines('GEO-12 Save\nGEO-13: Print\nA-OK is no key', 500).tickets).toEqual([
    { key: 'GEO-12', title: 'Save' },
    { key: 'GEO-13', title: 'Print' },
    { title: 'A-OK is no key' },
  ]);
});
test('control characters and runs of spaces become one space', () => {
  expect(readLines('a\u0000\tb\u2028c', 500).tickets).toEqual([{ title: 'a b c' }]);
});
test('lines longer than a title are counted, not cut', () => {
  expect(readLines(`${'x'.repeat(4)}\nok`, 3)).toEqual({ tickets: [{ title: 'ok' }], tooLong: 1 });
});
