// The real binary, on a free port, with a folder of its own.

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

import { RedisServer } from './redis.js';

const repository = resolve(import.meta.dirname, '..', '..', '..');
const binary = process.env['REFINERY_BINARY'] ?? join(repository, 'build', 'release', 'refinery');
const webRoot = process.env['REFINERY_WEB_ROOT'] ?? join(repository, 'web-client', 'dist');

export type StoreKind = 'sqlite' | 'redis';

export interface ServerOptions {
  store?: StoreKind;
  /** Further flags, such as shorter time-outs. */
  flags?: readonly string[];
}

export class RefineryServer {
  private process: ChildProcess | undefined;
  private port = 0;
  private output: string[] = [];

  private constructor(
    private readonly folder: string,
    private readonly redis: RedisServer | undefined,
    private readonly flags: readonly string[],
  ) {}

  static async start(options: ServerOptions = {}): Promise<RefineryServer> {
    const folder = await mkdtemp(join(tmpdir(), 'refinery-e2e-'));
    const redis = options.store === 'redis' ? await RedisServer.start() : undefined;
    const server = new RefineryServer(folder, redis, options.flags ?? []);
    await server.launch();
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** The link into the sample room that it prints, with the facilitator's key. */
  get sampleUrl(): string {
    const path = /A room to try\s+http:\/\/[^/]+(\S+)/.exec(this.log)?.[1];
    if (path === undefined) throw new Error('the server printed no sample room');
    return this.url + path;
  }

  /** Everything that it has printed, for a test that fails to show. */
  get log(): string {
    return this.output.join('\n');
  }

  /** Ends it at once, as a power cut would; `launch` brings it back on the same port and data. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  /** Asks it to stop and waits; the exit code. */
  async stop(): Promise<number | null> {
    return await this.end('SIGTERM');
  }

  /** Stops it and removes everything that it kept. */
  async dispose(): Promise<void> {
    await this.end('SIGTERM');
    await this.redis?.stop();
    await rm(this.folder, { recursive: true, force: true });
  }

  async launch(): Promise<void> {
    const store = this.redis === undefined ? [] : ['--redis', this.redis.url];
    const child = spawn(
      binary,
      [
        '--listen',
        '127.0.0.1',
        '--port',
        String(this.port),
        '--data',
        this.folder,
        '--web-root',
        webRoot,
        '--metrics-listen',
        'off',
        ...store,
        ...this.flags,
      ],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    );
    this.process = child;
    const ready = new Promise<number>((resolvePort, reject) => {
      const read = (line: string): void => {
        this.output.push(line);
        const found = /Refinery is ready at http:\/\/localhost:(\d+)/.exec(line);
        if (found?.[1] !== undefined) resolvePort(Number(found[1]));
      };
      createInterface({ input: child.stdout }).on('line', read);
      createInterface({ input: child.stderr }).on('line', read);
      child.once('exit', (code) => {
        reject(new Error(`the server ended with ${code} before it was ready:\n${this.log}`));
      });
      child.once('error', reject);
    });
    this.port = await ready;
  }

  private async end(signal: NodeJS.Signals): Promise<number | null> {
    const child = this.process;
    this.process = undefined;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return null;
    const exited = once(child, 'exit');
    child.kill(signal);
    const [code] = (await exited) as [number | null];
    return code;
  }
}
