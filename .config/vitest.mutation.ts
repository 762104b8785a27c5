import { defineConfig } from 'vitest/config';

/** The tests that mutants of kernel, messaging and pipeline have to survive: the quick ones, that run without the built program. */
export default defineConfig({
  test: {
    include: ['kernel', 'messaging', 'pipeline', 'traffic', 'measure', 'laws'].map(
      (room) => `test/${room}/**/*.test.ts`,
    ),
    testTimeout: 120_000,
  },
});
