import { defineConfig } from 'vitest/config'

/** The built product in real browsers: one file after another, since each runs a server and several browsers. */
export default defineConfig({
  test: {
    include: ['tests/e2e/**/*.test.ts'],
    globalSetup: 'tests/e2e/browser/product-for-all.ts',
    fileParallelism: false,
    testTimeout: 90_000,
    hookTimeout: 90_000,
    expect: { poll: { timeout: 15_000, interval: 40 } },
  },
})
