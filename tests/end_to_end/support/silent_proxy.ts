// A network that can fall silent: bytes vanish both ways, or only come late, yet nothing is closed.
// That is what a lost Wi-Fi looks like to both ends.

import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

export class SilentProxy {
  private silent = false;
  private held = false;
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    private readonly target: number,
  ) {}

  static async before(url: string): Promise<SilentProxy> {
    const server = createServer();
    const proxy = new SilentProxy(server, Number(new URL(url).port));
    server.on('connection', (client) => proxy.join(client));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** From now on nothing passes; what is under way is lost with its connection. */
  cut(): void {
    this.silent = true;
  }

  /** New connections pass again. The old ones stay silent for ever, as they do behind a router. */
  mend(): void {
    this.silent = false;
    for (const socket of this.sockets) socket.removeAllListeners('data');
  }

  /** A blip: what is sent from now on is kept on the way, as TCP does, until `release`. */
  hold(): void {
    this.held = true;
    for (const socket of this.sockets) socket.pause();
  }

  release(): void {
    this.held = false;
    for (const socket of this.sockets) socket.resume();
  }

  async dispose(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
    await once(this.server, 'close');
  }

  private join(client: Socket): void {
    this.keep(client);
    if (this.silent) return;
    const upstream = connect(this.target, '127.0.0.1');
    this.keep(upstream);
    client.on('data', (bytes) => {
      if (!this.silent) upstream.write(bytes);
    });
    upstream.on('data', (bytes) => {
      if (!this.silent) client.write(bytes);
    });
    client.on('close', () => {
      if (!this.silent) upstream.destroy();
    });
    upstream.on('close', () => {
      if (!this.silent) client.destroy();
    });
  }

  private keep(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('close', () => this.sockets.delete(socket));
    if (this.held) socket.pause();
    // A peer that goes away is an ending here, not a fault of the test.
    socket.on('error', () => socket.destroy());
  }
}
