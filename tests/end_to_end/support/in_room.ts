// One story in a room of its own, on a server of its own.

import type { Browser } from '@playwright/test';

import { gather, type Person } from './person.js';
import { RefineryServer } from './server.js';

export async function inRoom(
  browser: Browser,
  others: Parameters<typeof gather>[2],
  story: (lead: Person, ...others: Person[]) => Promise<void>,
): Promise<void> {
  const server = await RefineryServer.start();
  try {
    const [lead, ...rest] = await gather(browser, server.url, others);
    await story(lead, ...rest);
  } finally {
    await server.dispose();
  }
}
