/** What is shown first has its words with it; what loads on demand brings its own along. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const src = fileURLToPath(new URL('../../../src', import.meta.url));

/** The modules that a module loads at once, and the catalogues among them. */
function importsOf(file: string): readonly string[] {
  const text = readFileSync(file, 'utf8');
  const found = [...text.matchAll(/^\s*(?:import|export)\s+(?:[^;'"]*?\sfrom\s+)?'(\.[^']+)'/gm)];
  return found
    .filter(([all]) => !/^\s*(?:import|export)\s+type\s/.test(all))
    .flatMap(([, path = '']) => {
      const at = resolve(dirname(file), path);
      const files = ['', '.ts', '.svelte', '.svelte.ts'].map((end) => at + end);
      return files.find((one) => existsSync(one) && statSync(one).isFile()) ?? [];
    });
}

function loadedWith(...entries: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const open = entries.map((entry) => join(src, entry));
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    if (!file.endsWith('.json')) open.push(...importsOf(file));
  }
  return seen;
}

/** Whole keys that a module hands to `t`, and beginnings of those that it puts together. */
function saidBy(file: string): { readonly keys: readonly string[]; readonly starts: string[] } {
  const text = readFileSync(file, 'utf8');
  const calls = [...text.matchAll(/\bt\(/g)].map(({ index }) => firstArgument(text, index + 2));
  const keys = calls.flatMap((words) =>
    [...words.matchAll(/'([a-z_0-9]+(?:\.[a-z_0-9]+)*)'/g)].map(([, key = '']) => key),
  );
  const starts = calls.flatMap((words) =>
    [...words.matchAll(/`([a-z_.]+[._])\$\{/g)].map(([, start = '']) => start),
  );
  return { keys, starts };
}

/** Up to the comma or bracket that ends it. */
function firstArgument(text: string, from: number): string {
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    const char = text.charAt(at);
    if ('([{'.includes(char)) depth += 1;
    if (')]}'.includes(char) && depth-- === 0) return text.slice(from, at);
    if (char === ',' && depth === 0) return text.slice(from, at);
  }
  return '';
}

function wordsIn(files: ReadonlySet<string>): ReadonlySet<string> {
  const catalogues = [...files].filter((file) => file.endsWith('.json'));
  return new Set(
    catalogues.flatMap((file) => {
      const json: unknown = JSON.parse(readFileSync(file, 'utf8'));
      return Object.keys(json ?? {});
    }),
  );
}

const catalogues = [
  'agenda',
  'boards',
  'decide',
  'parts',
  'people',
  'plan',
  'report',
  'room',
  'ticket',
];
const everyWord = wordsIn(
  new Set(
    ['en.json', ...catalogues.map((name) => `en.${name}.json`)].map((file) =>
      join(src, 'ui/i18n', file),
    ),
  ),
);

/** Words that modules say and that no catalogue loaded with them has. */
function missing(entries: readonly string[]): readonly string[] {
  const files = loadedWith(...entries);
  const words = wordsIn(files);
  const code = [...files].filter((file) => !file.endsWith('.json'));
  return code.flatMap((file) => {
    const { keys, starts } = saidBy(file);
    const unknown = keys.filter((key) => everyWord.has(key) && !words.has(key));
    // Which of them is said is known only when it is said; some of them have to be there at all.
    const unbegun = starts.filter((start) => ![...words].some((key) => key.startsWith(start)));
    return [...unknown, ...unbegun].map((key) => `${file.slice(src.length)}: ${key}`);
  });
}

const room = ['main.ts', 'ui/room/enter.ts', 'ui/room/RoomScreen.svelte'];

describe('words', () => {
  it('of the page outside a room are in its catalogue', () => {
    expect(missing(['main.ts'])).toEqual([]);
  });
  it('of the room are there before it is shown', () => {
    expect(missing(room)).toEqual([]);
  });
  it('of what loads on demand come with it', () => {
    const lazy = [...loadedWith(...room)].flatMap((file) => {
      if (file.endsWith('.json')) return [];
      const text = readFileSync(file, 'utf8');
      return [...text.matchAll(/import\('(\.[^']+\.svelte)'\)/g)].map(([, path = '']) =>
        resolve(dirname(file), path).slice(src.length + 1),
      );
    });
    expect(lazy.length).toBeGreaterThan(20);
    for (const entry of lazy) expect(missing([...room, entry])).toEqual([]);
  });
});
