import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/setup.ts'],
    testTimeout: 120_000,
    hookTimeout: 300_000,
    maxWorkers: 2,
    // It imports names from a CommonJS package, which Node alone cannot.
    server: { deps: { inline: ['myst-to-docx'] } },
  },
});
