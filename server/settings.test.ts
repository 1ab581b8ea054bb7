import { join } from 'node:path'
import { expect, test } from 'vitest'
import { home } from './home.ts'
import { isLocal, readSettings } from './settings.ts'

test('nothing set is a demo on this machine: port 3000 and the embedded database', () => {
  expect(readSettings({})).toEqual({
    port: 3000,
    host: undefined,
    databaseUrl: undefined,
    dataDir: join(home, 'data'),
    recordKey: undefined,
    redisUrl: undefined,
    role: 'rooms',
    demo: undefined,
    sessionSecret: undefined,
    longestSession: 24 * 3_600_000,
    pace: 1,
    origin: undefined,
    trustProxy: 'loopback',
    logLevel: 'info',
    mailFrom: 'Corchete <no-reply@localhost>',
    mailEvery: 300_000,
    namesKept: undefined,
  })
})

test.each([
  [{ PORT: '8080' }, { port: 8080 }],
  [{ PORT: '0' }, { port: 0 }],
  [{ PORT: '' }, { port: 3000 }],
  [{ DEMO: '1' }, { demo: true }],
  [{ DEMO: '0' }, { demo: false }],
  [{ DEMO: 'off' }, { demo: false }],
  [{ DATABASE_URL: '' }, { databaseUrl: undefined }],
  [{ METRICS_PORT: '9464' }, { metricsPort: 9464 }],
  [
    { DATABASE_URL: 'postgres://x/y', REDIS_URL: 'redis://x', ROLE: 'audience' },
    { redisUrl: 'redis://x', role: 'audience' },
  ],
  [{ RECORD_KEY: '/run/secrets/record-key' }, { recordKey: '/run/secrets/record-key' }],
  [{ DATA_DIR: '/var/lib/corchete' }, { dataDir: '/var/lib/corchete' }],
  [
    { SMTP_URL: 'smtp://mail.example.org', ORIGIN: 'https://draft.example.org' },
    { smtpUrl: 'smtp://mail.example.org', mailFrom: 'Corchete <no-reply@draft.example.org>' },
  ],
  [{ MAIL_EVERY: '60' }, { mailEvery: 60_000 }],
  [{ NAMES_KEPT: '365' }, { namesKept: 365 }],
  [{ ORIGIN: 'https://draft.example.org/' }, { origin: new URL('https://draft.example.org') }],
])('reads %o', (variables, expected) => {
  expect(readSettings(variables as Record<string, string>)).toMatchObject(expected)
})

test.each([
  [{ PORT: 'web' }, 'PORT must be a number'],
  [{ NAMES_KEPT: '0' }, 'NAMES_KEPT must be 1 to 36500 days'],
  [{ NAMES_KEPT: '0.5' }, 'NAMES_KEPT must be a whole number'],
  [{ MAIL_EVERY: '0' }, 'MAIL_EVERY must be 1 to 86400 seconds'],
  [{ PORT: '70000' }, 'PORT must be 0 to 65535'],
  [{ PORT: '3000.5' }, 'PORT must be a whole number'],
  [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL must begin with "postgres://" or "postgresql://"'],
  [{ REDIS_URL: 'http://x' }, 'REDIS_URL must begin with "redis://" or "rediss://"'],
  [{ ROLE: 'chorus' }, 'ROLE must be rooms or audience'],
  [{ DEMO: 'maybe' }, 'DEMO must be 1 or 0'],
  [{ SESSION_SECRET: 'short' }, 'SESSION_SECRET must have at least 32 characters'],
  [{ ORIGIN: 'draft.example.org' }, 'ORIGIN must be like "https://draft.example.org", without a path'],
  [{ METRICS_TOKEN: 'short' }, 'METRICS_TOKEN must have at least 16 characters'],
  [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent'],
])('refuses %o in one line', (variables, fault) => {
  const line = `A setting is wrong: ${fault}. Correct it, or leave it out.`
  expect(() => readSettings(variables as Record<string, string>)).toThrow(line)
})

test.each([
  [{ REDIS_URL: 'redis://x' }, 'Set DATABASE_URL too'],
  [{ DATABASE_URL: 'postgres://x/y', ROLE: 'audience' }, 'Set REDIS_URL'],
])('refuses %o, which does not go together', (variables, advice) => {
  expect(() => readSettings(variables as Record<string, string>)).toThrow(advice)
})

test.each([
  [{}, true],
  [{ HOST: 'localhost' }, true],
  [{ HOST: '127.0.0.1' }, true],
  [{ HOST: '::1', ORIGIN: 'http://localhost:3000' }, true],
  [{ HOST: '0.0.0.0' }, false],
  [{ HOST: '::' }, false],
  [{ HOST: '192.0.2.1' }, false],
  [{ HOST: '127.0.0.1.example.org' }, false],
  [{ ORIGIN: 'https://draft.example.org' }, false],
])('with %o only this machine can reach it: %s', (variables, is) =>
  expect(isLocal(readSettings(variables))).toBe(is),
)
