import type { DelegationCode } from '#app/domain/basics/actor.ts'
import type { ParagraphKind, ParagraphStatus } from '#app/domain/basics/paragraph.ts'
import {
  PARAGRAPH_BREAK,
  type Attribution,
  type ProposalId,
  type RollingParagraph,
  type RollingText,
  type Run,
} from '#app/domain/basics/rolling.ts'

/** A proposal made at second `at`, by the delegation's only user. */
export const proposalBy = (delegation: DelegationCode, id: string, at = 0): Attribution => ({
  id: id.includes(':') ? id : `${delegation}:${id}`,
  delegation,
  user: `${delegation.toLowerCase()}-user`,
  at: at * 1000,
})

type Opened = { sign: '+' | '-'; attributions: Attribution[] }
const opening = /\{([+-])([A-Z]{2,}(?:,[A-Z]{2,})*)(?:#([\w-]+))?(?:@(\d+))?:|([+-])\}|¶/g

/**
 * Runs from a notation: `To urge {+MEX:safe +}{-CAN,BRA:and -}{+CAN#7@30:an {-MEX:own -}offer+}`.
 * `#7` gives the proposal its id (else 1, 2, 3 … in order), `@30` its time in seconds, `¶` is a tracked break.
 * Characters are `client:0`, `client:1` … in reading order.
 */
export function runs(notation: string, client = 1): Run[] {
  const found: Run[] = []
  const open: Opened[] = []
  let [clock, from, proposals] = [0, 0, 0]
  const push = (text: string) => {
    if (text === '') return
    const signed = (sign: '+' | '-') =>
      open.filter((mark) => mark.sign === sign).flatMap((mark) => mark.attributions)
    found.push({
      text,
      first: `${client}:${clock}`,
      insertions: signed('+'),
      strikes: signed('-').sort((a, b) => (a.id < b.id ? -1 : 1)),
    })
    clock += text.length
  }
  const plain = notation.replaceAll('¶', PARAGRAPH_BREAK)
  for (const mark of plain.matchAll(opening)) {
    push(plain.slice(from, mark.index))
    from = mark.index + mark[0].length
    const [, sign, delegations, id, at, closed] = mark
    if (closed) {
      if (open.pop()?.sign !== closed) throw new Error(`"${notation}": ${mark[0]} closes nothing`)
      continue
    }
    if (!id) proposals++
    const attributions = delegations!
      .split(',')
      .map((delegation) => proposalBy(delegation, id ?? String(proposals), Number(at ?? proposals)))
    open.push({ sign: sign as '+' | '-', attributions })
  }
  push(plain.slice(from))
  if (open.length > 0) throw new Error(`"${notation}": ${open.length} proposals are not closed`)
  return found
}

export function paragraph(
  notation: string,
  given: Partial<RollingParagraph> = {},
  client = 1,
): RollingParagraph {
  return {
    id: `p${client}`,
    kind: 'operative',
    level: 0,
    status: 'open',
    statusDate: null,
    number: null,
    proposed: null,
    removals: [],
    merges: [],
    runs: runs(notation, client),
    supports: {},
    ...given,
  }
}

const kinds: Record<string, [ParagraphKind, number]> = {
  H: ['heading', 0],
  F: ['formula', 0],
  O: ['opener', 0],
  PP: ['preambular', 0],
  OP: ['operative', 0],
  a: ['subparagraph', 1],
  i: ['subparagraph', 2],
  N: ['footnote', 0],
  T: ['text', 0],
}
const line =
  /^((?:[+^>-][A-Z]{2,}(?:#[\w:-]+)?(?:=[\w:-]*)? )*)(H|F|O|PP|OP|a|i|N|T)(?:#([\w-]+(?::[\w-]+)?))?(?: ([^(:{]*?))?(?: ?\((open|under-discussion|ad-referendum|agreed)(?: ([\d-]+))?\))?: ?(.*)$/

/**
 * A rolling text, a line a paragraph: `OP 2 bis (agreed 2024-04-09): To urge {+MEX:safe +}passage`.
 * First come the proposals about the whole paragraph, `+MEX ` (it is proposed), `-CAN ` (to remove it),
 * `^USA ` (to join it to the one before), `>BRA=p5 ` (to move it behind p5; `>BRA= ` to the start), then its kind (`H` heading, `F` formula, `O` opener, `PP`, `OP`,
 * `a` and `i` subparagraphs, `N` footnote, `T` text), `#id`, its number, its status.
 */
export function rollingText(notation: string, literalBrackets: readonly string[] = []): RollingText {
  const paragraphs = notation
    .split('\n')
    .filter((each) => each.trim() !== '')
    .map((each, at) => readLine(each.trim(), at + 1))
  return { paragraphs, literalBrackets }
}

/** {@link rollingText} as a template tag; `${…}` may stand for anything in it. */
export const rolling = (strings: TemplateStringsArray, ...values: unknown[]): RollingText =>
  rollingText(String.raw({ raw: strings }, ...values))

const names: Record<string, string> = { '+': 'new', '-': 'out', '^': 'join', '>': 'move' }

function readLine(text: string, at: number): RollingParagraph {
  const found = line.exec(text)
  if (!found) throw new Error(`"${text}" is no paragraph in the notation of tests/builders/rolling.ts`)
  const [, proposals = '', kind = 'T', id, number, status, statusDate, words = ''] = found
  const marks = [...proposals.matchAll(/([+^>-])([A-Z]+)(?:#([\w:-]+))?(?:=([\w:-]*))?/g)].map(
    ([, sign = '', delegation, own, after]) => ({
      sign,
      by: proposalBy(delegation!, own ?? `${names[sign]}${at}`, at),
      after: after || null,
    }),
  )
  const moves = marks.flatMap(({ sign, by, after }) => (sign === '>' ? [{ ...by, after }] : []))
  const proposed = marks.find(({ sign }) => sign === '+')?.by ?? null
  const withSign = (sign: string) => marks.filter((mark) => mark.sign === sign).map(({ by }) => by)
  const [paragraphKind, level] = kinds[kind]!
  return paragraph(
    words,
    {
      id: proposed?.id ?? id ?? `p${at}`,
      kind: paragraphKind,
      level,
      number: number || null,
      status: (status ?? 'open') as ParagraphStatus,
      statusDate: statusDate ?? null,
      proposed,
      removals: withSign('-'),
      merges: withSign('^'),
      ...(moves.length > 0 && { moves }),
    },
    at,
  )
}

/** The same paragraph with delegations that support one of its proposals. */
export const supported = (
  given: RollingParagraph,
  supports: Record<ProposalId, readonly DelegationCode[]>,
): RollingParagraph => ({ ...given, supports })
