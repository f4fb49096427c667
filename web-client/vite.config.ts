import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

// The server that `scripts/dev` starts; the page is served from here, the room from there.
const server = process.env['REFINERY_SERVER'] ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [svelte()],
  build: {
    outDir: 'dist',
    target: 'es2022',
    // Every asset is a file with a hash in its name: the content security policy allows no data:
    // scripts or styles, and the server compresses and caches files.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // Read by scripts/size.mjs.
    manifest: true,
  },
  server: {
    proxy: {
      '/api': { target: server },
      '/ws': { target: server, ws: true },
    },
  },
  test: {
    // Rules of the room live outside Svelte and need no DOM; runes are tested in a real browser.
    include: ['tests/unit/**/*.test.ts'],
    environment: 'node',
  },
});
