import { expect, test } from 'vitest'
import type { Removal } from '#app/domain/papers/removal.ts'
import type { GoneFrom } from '#app/domain/papers/removed.ts'
import { writeRemovedCsv } from '#app/exchange/removed-file.ts'

const at = Date.UTC(2025, 1, 17, 15)
const went = (over: Partial<GoneFrom> = {}): GoneFrom => ({
  ...{ paragraph: 'p2', label: 'OP 2', isGone: false, proposedBy: null, status: null, words: [] },
  ...over,
})
const words = (text: string, of: string | null, struckBy: string[] = []) => ({
  ...{ text, of, struckBy, around: ['', ''] as const },
})
const removal = (over: Partial<Removal> = {}): Removal => ({
  ...{ since: at, at, update: 7, decisions: [], isByThemselves: false, seated: null, gone: [] },
  ...over,
})
async function* inParts(...parts: { removals: Removal[]; missing: GoneFrom[] }[]) {
  for (const part of parts) yield { ...part, upTo: { at } }
}
async function written(...parts: Parameters<typeof inParts>): Promise<string> {
  let file = ''
  for await (const text of writeRemovedCsv(inParts(...parts), 'en')) file += text
  return file
}

test('what went is a line each, with its decision, which no spreadsheet takes for a formula', async () => {
  const decisions: Removal['decisions'] = [
    {
      ...{ number: 12, what: 'consolidate', reason: '=cmd()' },
      by: { delegation: null, role: 'chair', name: 'Ana, “A”' },
    },
  ]
  const seated = {
    delegations: ['CAN', 'MEX'].map((delegation) => ({ delegation, names: ['Ben'] })),
    offices: [{ role: 'chair' as const, names: [] }],
    reading: 2,
  }
  const gone = [
    went({ words: [words('-all', null, ['CAN', 'MEX']), words('safe, sound', 'MEX')] }),
    went({ label: 'OP 3', isGone: true, proposedBy: 'CAN' }),
    went({ label: 'OP 4', status: { from: 'agreed', to: 'open' } }),
  ]
  const file = await written(
    { removals: [removal({ decisions, seated, gone })], missing: [] },
    {
      removals: [
        removal({
          since: at - 60_000,
          isByThemselves: true,
          gone: [went({ words: [words('kindly', 'MEX')] })],
        }),
        removal({ gone: [went({ words: [words('shall', null)] })] }),
      ],
      missing: [went({ words: [words('must', null)] })],
    },
  )
  const [then, step] = ['2025-02-17T15:00:00.000Z', '12,consolidate,,chair,"Ana, “A”","\'=cmd()"']
  const there = 'CAN; MEX; chair'
  expect(file).toBe(
    [
      '\uFEFFfrom,time,number,what,delegation,role,person,reason,paragraph,words,whose,struck by,status,status after,at the table',
      `${then},${then},${step},OP 2,"'-all",base text,CAN; MEX,,,${there}`,
      `${then},${then},${step},OP 2,"safe, sound",MEX,,,,${there}`,
      `${then},${then},${step},OP 3,the paragraph itself,CAN,,,,${there}`,
      `${then},${then},${step},OP 4,,,,agreed,open,${there}`,
      `2025-02-17T14:59:00.000Z,${then},,by themselves,,,,,OP 2,kindly,MEX,,,,`,
      `${then},${then},,no decision in the record,,,,,OP 2,shall,base text,,,,`,
      `,${then},,not accounted for,,,,,OP 2,must,base text,,,,`,
      '',
    ].join('\r\n'),
  )
})
