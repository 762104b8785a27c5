import { defineConfig } from 'vitest/config';

/** The tests that mutants of kernel, messaging and pipeline have to survive: those that run without the built program. */
export default defineConfig({
  test: {
    include: ['kernel', 'messaging', 'pipeline', 'traffic', 'measure', 'laws', 'relations', 'theory'].map(
      (room) => `test/${room}/**/*.test.ts`,
    ),
    testTimeout: 120_000,
  },
});
