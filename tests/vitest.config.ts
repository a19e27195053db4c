import { defineConfig } from 'vitest/config';

/** Tests share two cores with LibreOffice and worker threads: few at once, and generous limits instead of retries. */
export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    include: ['tests/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 300_000,
    maxWorkers: 2,
    reporters: ['default'],
  },
});
