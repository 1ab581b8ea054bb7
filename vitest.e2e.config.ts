import { defineConfig } from 'vitest/config'

/** The built product in real browsers: one file after another, since each runs a server and several browsers. */
export default defineConfig({
  test: {
    include: ['tests/e2e/**/*.test.ts'],
    globalSetup: 'tests/e2e/browser/product-for-all.ts',
    fileParallelism: false,
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 60_000, interval: 40 } },
  },
})
