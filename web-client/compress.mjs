// Writes a .br and a .gz beside every text asset of a finished build, so that the server only ever
// hands out files. `index.html` is left alone: the server writes a nonce into each response.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const folder = process.argv[2] ?? 'dist';
const texts = /\.(js|css|svg|json|txt|map|webmanifest)$/;
const bytes_min = 512; // below this the headers of a response weigh more than what is saved

for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
  const path = join(entry.parentPath, entry.name);
  if (!entry.isFile() || !texts.test(entry.name)) continue;
  const content = readFileSync(path);
  if (content.length < bytes_min) continue;
  const options = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };
  writeFileSync(`${path}.br`, brotliCompressSync(content, options));
  writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }));
}
