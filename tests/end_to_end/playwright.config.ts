import { defineConfig } from '@playwright/test';

// Debian's Chromium; the flags keep it off the network, which a test machine may not have.
const chromium = {
  executablePath: process.env['REFINERY_CHROMIUM'] ?? '/usr/bin/chromium',
  args: [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};

const long = process.env['REFINERY_LONG'] === '1';

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.e2e.ts',
  fullyParallel: true,
  workers: 2,
  timeout: 300_000,
  expect: { timeout: 20_000 },
  forbidOnly: process.env['CI'] === 'true',
  // A machine of others may stand still for longer than a person would wait; what passes only then is
  // told as flaky.
  retries: process.env['CI'] === 'true' ? 1 : 0,
  reporter: [['list'], ['json', { outputFile: 'results/results.json' }]],
  outputDir: 'results/artifacts',
  ...(long ? {} : { grepInvert: /@long/ }),
  use: {
    launchOptions: chromium,
    viewport: { width: 1440, height: 900 },
    screenshot: 'only-on-failure',
  },
});
