import type { ActionFunctionArgs } from '@remix-run/node'
import { describe, expect, test } from 'vitest'
import { noticeKinds } from '#app/domain/record/notice.ts'
import { MemoryRooms } from '#tests/builders/memory-rooms.ts'
import { aUser } from '#tests/builders/samples.ts'
import { action } from './route.tsx'

/** One person who gets mail, and a form posted to an address of the page that ends it. */
async function post(address: string, fields: Record<string, string>) {
  const { ports } = new MemoryRooms()
  await ports.users.add(aUser({ id: 'ana' }))
  await ports.mail.begin(0, () => 'her token')
  const request = new Request(`https://draft.example.org${address}`, {
    method: 'POST',
    body: new URLSearchParams(fields),
  })
  const answer = await action({ request, context: { ports }, params: {} } as unknown as ActionFunctionArgs)
  return { ...answer, off: (await ports.mail.of('ana'))!.off }
}

const oneClick = { 'List-Unsubscribe': 'One-Click' }

describe('mail ends', () => {
  test.each([
    ['by the button of the page', '/unsubscribe?token=her+token', { token: 'her token' }],
    ['by one POST of a mail program', '/unsubscribe?token=her+token', oneClick],
  ])('%s', async (_, address, fields) =>
    expect(await post(address, fields)).toEqual({ done: true, off: noticeKinds }),
  )
})

describe('mail goes on', () => {
  test.each([
    ['where the token is nobody’s', '/unsubscribe?token=guessed', oneClick],
    ['where a mail program has no token', '/unsubscribe', oneClick],
    [
      'where the token of one click is not in the address',
      '/unsubscribe',
      { ...oneClick, token: 'her token' },
    ],
    ['where nothing is asked', '/unsubscribe?token=her+token', {}],
  ])('%s', async (_, address, fields) =>
    expect(await post(address, fields as Record<string, string>)).toEqual({ done: false, off: [] }),
  )
})
