import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import type { Proposal } from '#app/domain/text/proposal.ts'
import { messagesIn } from '#app/messages/catalogue.ts'
import { Margin } from './margin.tsx'
import { MessagesProvider } from '../kit/messages-context.tsx'
import { namesHere } from '../shared/names.ts'
import type { CardActs } from './proposal-card.tsx'

const proposal = (at: number): Proposal => ({
  ids: [`MEX:${at}`],
  delegation: 'MEX',
  paragraph: `p${at}`,
  kind: 'insertion',
  within: null,
  user: 'mex',
  at: 0,
  offset: 0,
  struck: '',
  inserted: `words ${at}`,
  supporters: [],
})
const acts: CardActs = {
  onDecide: () => {},
  onDecline: () => {},
  onConfirm: () => {},
  copy: null,
  onWithdraw: null,
  onSupport: null,
  onGo: () => {},
}

/** What the chair sees beside a text with so many proposals, one on each paragraph, while looking at `p3`. */
function seen(count: number) {
  const proposals = Array.from({ length: count }, (_, at) => proposal(at))
  const html = renderToStaticMarkup(
    <MessagesProvider value={messagesIn('en')}>
      <Margin
        {...{ proposals, acts }}
        focus="p3"
        names={namesHere(messagesIn('en'), [{ code: 'MEX', name: 'Mexico', iso2: 'mx' }], {})}
        me={{ role: 'chair', name: 'Chair', delegation: null }}
        frozen={false}
        today="2024-01-01"
      />
    </MessagesProvider>,
  )
  const cards = html.split('<section').slice(1)
  return {
    words: cards.filter((card, at) => card.includes(`words ${at}<`)).length,
    decidable: cards.flatMap((card, at) => (card.includes('Accept') ? [at] : [])),
  }
}

test.each([
  ['few proposals are whole cards', 12, Array.from({ length: 12 }, (_, at) => at)],
  ['of many only those of the paragraph in focus are, and the others are told in a line', 61, [3]],
])('beside the text %s', (_, count, decidable) => expect(seen(count)).toEqual({ words: count, decidable }))
