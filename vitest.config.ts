import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/global-postgres.ts'],
    testTimeout: 20_000,
    // A busy machine is no failure.
    expect: { poll: { timeout: 5000 } },
    // Many tests wait for a process or a platform: by default, one of two cores would be left idle.
    maxWorkers: '100%',
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      exclude: ['src/store/generated/**'],
      reporter: ['text', 'html'],
    },
  },
})
