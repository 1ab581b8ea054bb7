import { expect, test } from 'vitest'
import { isAddress, LONGEST_ADDRESS } from './address.ts'

test.each<[string, boolean]>([
  ['/', true],
  ['/drafts/demo?since=7', true],
  ['/drafts/demo/record?words=caf%C3%A9+100%25', true],
  ['/drafts/demo/passages?q=two%0Alines%09here', true],
  [`/__manifest?p=${'%2Fdrafts'.repeat(800)}`, true],
  ['/drafts/%00', false],
  ['/drafts/a%00b/record', false],
  ['/drafts/demo%0A', false],
  ['/drafts/%C2%85', false],
  ['/drafts/%ff', false],
  ['/drafts/%ED%A0%80', false],
  ['/drafts/%', false],
  ['/drafts/%zz', false],
  ['/drafts?q=%00', false],
  ['/drafts?q=%ff', false],
  ['/drafts?q=%ED%A0%80', false],
  ['/drafts?%00=1', false],
  [`/drafts/${'a'.repeat(10_000)}`, false],
  [`/drafts/${'a'.repeat(301)}`, false],
  [`/drafts?q=${'a'.repeat(LONGEST_ADDRESS)}`, false],
])('%j can be meant: %j', (address, can) => expect(isAddress(address)).toBe(can))
