import { describe, expect, test } from 'vitest';
import { decks } from '../../../src/protocol/deck';
import { readCsv, type ReadCsv } from '../../../src/ui/import/csv';

const [modified] = decks;
if (!modified) throw new Error('there is no deck');
const limits = { rows: 5000, title: 500, key: 100, textBytes: 65_536 };
const read = (text: string, given = limits) => readCsv(text, modified, given);
function tickets(result: ReadCsv) {
  if (!result.ok) throw new Error(`refused: ${result.reason}`);
  return result.tickets;
}

describe('columns are found by their headers', () => {
  test('of an older tracker export, whatever their order', () => {
    const text =
      'Status,Summary,Issue key,Custom field (Story Points),Description\nOpen,Print,A-1,5.0,"a, b"\n';
    expect(tickets(read(text))).toEqual([
      { title: 'Print', key: 'A-1', estimate: '5', description: 'a, b' },
    ]);
  });
  test('with semicolons, a byte-order mark, and line breaks inside quotes', () => {
    const text = '\ufefftitle;description;estimation\r\nPrint;"one\r\ntwo";0,5\r\n';
    expect(tickets(read(text))).toEqual([
      { title: 'Print', estimate: '½', description: 'one\ntwo' },
    ]);
  });
  test('with tabs', () => {
    expect(tickets(read('Title\tURL\nPrint a map, at A3\thttp://x\n'))).toEqual([
      { title: 'Print a map, at A3' },
    ]);
  });
  test('of a tree query, whose depth says which title is filled', () => {
    const text = 'ID,Work Item Type,Title 1,Title 2\n1,Epic,Maps,\n2,Story,,Print\n';
    expect(tickets(read(text)).map(({ title }) => title)).toEqual(['Maps', 'Print']);
  });
  test('and what nothing was read from is told', () => {
    const result = read('title,Sprint,Sprint,Votes\nPrint,1,2,3\n');
    expect(result).toMatchObject({ ok: true, unread: ['Sprint', 'Votes'] });
  });
});

describe('what could not be read is told, row by row', () => {
  test('an estimate that is none', () => {
    const result = read('title,points\nPrint,banana\nSave,3\n');
    expect(result).toMatchObject({
      tickets: [{ title: 'Print' }, { title: 'Save', estimate: '3' }],
      problems: [{ kind: 'estimate', row: 2, value: 'banana' }],
    });
  });
  test('a row without a title is left out', () => {
    const result = read('key,title\nA-1,\nA-2,Save\n');
    expect(result).toMatchObject({
      tickets: [{ key: 'A-2', title: 'Save' }],
      problems: [{ kind: 'no_title', row: 2 }],
    });
  });
  test('a title that is too long is left out, a text that is too long is not taken', () => {
    const long = 'x'.repeat(11);
    const result = read(`title,description\n${long},a\nSave,${long}\n`, {
      ...limits,
      title: 10,
      textBytes: 10,
    });
    expect(result).toMatchObject({
      tickets: [{ title: 'Save' }],
      problems: [{ kind: 'title_long' }, { kind: 'text_long' }],
    });
  });
});

describe('a file is refused whole', () => {
  test('without a title column, and its headers are named', () => {
    expect(read('a,b\n1,2\n')).toEqual({
      ok: false,
      reason: 'no_title_column',
      headers: ['a', 'b'],
    });
  });
  test('with too many rows, and both figures are known', () => {
    expect(read('title\na\nb\nc\n', { ...limits, rows: 2 })).toEqual({
      ok: false,
      reason: 'rows',
      rows: 3,
    });
  });
  test('when it is empty', () => {
    expect(read('')).toEqual({ ok: false, reason: 'empty' });
  });
});

test('numbers that are no card stay as they were written', () => {
  expect(tickets(read('title,points\nPrint,4.25\n'))).toEqual([
    { title: 'Print', estimate: '4.25' },
  ]);
});
