import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import type { Proposal } from '#app/domain/text/proposal.ts'
import { TableProvider } from '#app/ui/context/table-context.tsx'
import { tableContext, tableOf } from '#tests/builders/table-context.ts'
import { Margin } from './margin.tsx'
import { messagesIn } from '#app/messages/catalogue.ts'
import { MessagesProvider } from '#app/ui/kit/messages-context.tsx'

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
/** What the chair sees beside a text with so many proposals, one on each paragraph, while looking at `p3`. */
function seen(count: number) {
  const proposals = Array.from({ length: count }, (_, at) => proposal(at))
  const html = renderToStaticMarkup(
    <MessagesProvider value={messagesIn('en')}>
      <TableProvider {...tableOf(tableContext({ role: 'chair', focus: 'p3' }))}>
        <Margin proposals={proposals} focus="p3" />
      </TableProvider>
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
