// Fails a build whose pages weigh more than their budgets: gzipped bytes of scripts, and of styles,
// that a browser fetches. Lazy chunks count where the way to that point needs them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const folder = process.argv[2] ?? 'dist';
const manifest = JSON.parse(readFileSync(join(folder, '.vite', 'manifest.json'), 'utf8'));
const kib = 1024;

/** What it takes to reach a point: the page and the chunks that are loaded on the way. */
const page = ['index.html'];
const room = [...page, 'src/ui/room/enter.ts', 'src/ui/room/RoomScreen.svelte'];
const budgets = [
  { name: 'join page, scripts', chunks: page, kind: 'js', max: 45 * kib },
  { name: 'join page, styles', chunks: page, kind: 'css', max: 8 * kib },
  { name: 'first vote on a phone, scripts', chunks: room, kind: 'js', max: 120 * kib },
  {
    name: 'a description shown, scripts on top',
    chunks: ['src/text/markdown.ts'],
    without: room,
    kind: 'js',
    max: 28 * kib,
  },
  {
    name: 'a CSV, scripts on top',
    chunks: ['src/ui/dialogs/ImportFile.svelte', 'src/ui/import/csv.ts'],
    without: [...room, 'src/ui/primitives/Dialog.svelte', 'src/ui/dialogs/ShareSheet.svelte'],
    kind: 'js',
    max: 12 * kib,
  },
  {
    name: 'QR code, scripts on top',
    chunks: ['src/ui/dialogs/QrCode.svelte'],
    without: room,
    kind: 'js',
    max: 5 * kib,
  },
];

/** A chunk's files with those of everything that it imports at once. */
function filesOf(keys, kind, found = new Set(), seen = new Set()) {
  for (const key of keys) {
    const chunk = manifest[key];
    if (!chunk) throw new Error(`no chunk is made from ${key}: has it been renamed?`);
    if (seen.has(key)) continue;
    seen.add(key);
    if (kind === 'js') found.add(chunk.file);
    else for (const file of chunk.css ?? []) found.add(file);
    filesOf(chunk.imports ?? [], kind, found, seen);
  }
  return found;
}

const bytesOf = (file) => gzipSync(readFileSync(join(folder, file)), { level: 9 }).length;

let over = 0;
for (const { name, chunks, without = [], kind, max } of budgets) {
  const known = Object.keys(manifest);
  const had = filesOf(
    without.filter((key) => known.includes(key)),
    kind,
  );
  const files = [...filesOf(chunks, kind)].filter((file) => !had.has(file));
  const bytes = files.reduce((sum, file) => sum + bytesOf(file), 0);
  const fits = bytes <= max;
  if (!fits) over += 1;
  const figures = `${(bytes / kib).toFixed(1)} of ${(max / kib).toFixed(0)} KiB`;
  console.log(`${fits ? 'ok  ' : 'OVER'} ${name}: ${figures} in ${files.length} files`);
}
process.exitCode = over === 0 ? 0 : 1;
