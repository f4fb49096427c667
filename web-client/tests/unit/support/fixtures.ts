import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

const folder = fileURLToPath(new URL('../../../../protocol/fixtures/', import.meta.url));

export const readFixture = (name: string): unknown =>
  JSON.parse(readFileSync(join(folder, name), 'utf8'));

/** Every JSON file of a folder, by name. */
export const fixturesIn = (name: string): readonly string[] =>
  existsSync(join(folder, name))
    ? readdirSync(join(folder, name))
        .filter((file) => file.endsWith('.json'))
        .sort()
        .map((file) => join(name, file))
    : [];

export const hasFixture = (name: string): boolean => existsSync(join(folder, name));
