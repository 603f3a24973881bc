import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 20_000,
    hookTimeout: 20_000,
    // No file leaves anything behind in a module, so workers are shared. Much of the time they wait for other processes.
    isolate: false,
    maxWorkers: 4,
  },
});
