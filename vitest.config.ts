import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/global-setup.ts'],
    // Property tests and whole runs share two cores with everything else on a CI machine.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
