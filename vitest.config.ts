import { defineConfig } from 'vitest/config'

/** A test that hangs ends after two minutes; no test may take that for how long something takes. */
const PATIENCE = 120_000

export default defineConfig({
  test: {
    include: ['app/**/*.test.{ts,tsx}', 'server/**/*.test.ts', 'tests/**/*.test.ts'],
    exclude: ['tests/e2e/**', 'node_modules/**'],
    globalSetup: 'tests/servers/postgres-for-all.ts',
    setupFiles: ['tests/setup.ts'],
    testTimeout: PATIENCE,
    // Many files wait for databases and servers of their own.
    maxWorkers: 2,
    // The first to ask makes the empty database that all others copy.
    hookTimeout: 3 * PATIENCE,
  },
})
