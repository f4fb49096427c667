import { defineConfig } from '@playwright/test';

import tests from './playwright.config.js';

// The pictures of the documentation: what `scripts/screenshots` takes.
export default defineConfig({
  ...tests,
  testMatch: '**/*.screenshots.ts',
  reporter: 'list',
});
