import { expect, test } from 'vitest'
import { passwords } from './passwords.ts'

test('a password fits its own hash and no other', async () => {
  const hash = await passwords.hash('contraseña difícil')
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(await passwords.hash('contraseña difícil')).not.toBe(hash)
  expect(await passwords.verify(hash, 'contraseña difícil')).toBe(true)
  expect(await passwords.verify(hash, 'contraseña dificil')).toBe(false)
})

test.each(['!', '', 'plain', '$argon2id$broken'])('nothing fits what is no hash: "%s"', async (hash) => {
  expect(await passwords.verify(hash, hash)).toBe(false)
})
