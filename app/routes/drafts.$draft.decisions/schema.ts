import { z } from 'zod'
import type { Decision, NewParagraph } from '#app/domain/decisions/decision.ts'

/** What comes in at this door. A text is passed on from where it was received, not from the table. */
export type PostedDecision = Exclude<Decision, { kind: 'pass-on' }>

const id = z.string().min(1).max(200)
const proposals = z.array(id).min(1).max(10_000)
const reason = z.string().max(2_000).optional()
const day = z.iso.date()
const level = z.number().int().min(0).max(9)
const symbol = z.string().trim().min(1).max(200)
const paragraphKind = z.enum([
  'heading',
  'formula',
  'opener',
  'preambular',
  'operative',
  'subparagraph',
  'footnote',
  'text',
])

const newParagraph: z.ZodType<NewParagraph> = z.strictObject({
  kind: paragraphKind,
  level,
  number: z.string().max(100).nullable(),
  text: z.string().max(2_000_000),
  status: z.enum(['open', 'under-discussion', 'ad-referendum', 'agreed', 'withdrawn']),
  statusDate: day.nullable(),
})

const choice = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('take'), proposals }),
  z.strictObject({ kind: z.literal('bracket'), proposals, keepsBase: z.boolean() }),
  z.strictObject({ kind: z.literal('decline'), proposals }),
])

/** A new kind of decision does not compile until it is here. */
const kinds = {
  accept: z.strictObject({ kind: z.literal('accept'), proposals }),
  decline: z.strictObject({ kind: z.literal('decline'), proposals, reason }),
  'bracket-proposal': z.strictObject({
    kind: z.literal('bracket-proposal'),
    proposals,
    attributed: z.boolean(),
  }),
  'bracket-passage': z.strictObject({
    kind: z.literal('bracket-passage'),
    paragraph: id,
    from: id,
    to: id,
    until: id.optional(),
    attribution: z.array(id).max(100),
  }),
  'pick-alternative': z.strictObject({
    kind: z.literal('pick-alternative'),
    open: id,
    choice: z.number().int().min(0).max(200).optional(),
  }),
  'accept-alternative': z.strictObject({
    kind: z.literal('accept-alternative'),
    proposals,
    open: id,
    choice: z.number().int().min(0).max(200).optional(),
    picked: z.string().max(100_000),
  }),
  'merge-alternatives': z.strictObject({ kind: z.literal('merge-alternatives'), open: id }),
  consolidate: z.strictObject({
    kind: z.literal('consolidate'),
    paragraph: id,
    seen: z.string().max(20),
    choices: z.array(choice).max(1_000),
  }),
  'put-bridging': z.strictObject({
    kind: z.literal('put-bridging'),
    paragraph: id,
    seen: z.string().max(20),
    text: z.string().max(100_000),
    as: z.enum(['proposal', 'text']),
  }),
  unbracket: z.strictObject({ kind: z.literal('unbracket'), open: id }),
  'mark-literal': z.strictObject({ kind: z.literal('mark-literal'), open: id, literal: z.boolean() }),
  'apply-chair-words': z.strictObject({ kind: z.literal('apply-chair-words') }),
  'add-paragraph': z.strictObject({
    kind: z.literal('add-paragraph'),
    after: id.nullable(),
    paragraph: newParagraph,
  }),
  fill: z.strictObject({ kind: z.literal('fill'), paragraphs: z.array(newParagraph).max(20_000) }),
  'remove-paragraph': z.strictObject({ kind: z.literal('remove-paragraph'), paragraph: id, reason }),
  'move-paragraph': z.strictObject({
    kind: z.literal('move-paragraph'),
    paragraph: id,
    after: id.nullable(),
  }),
  'split-paragraph': z.strictObject({ kind: z.literal('split-paragraph'), paragraph: id, after: id }),
  'join-paragraph': z.strictObject({ kind: z.literal('join-paragraph'), paragraph: id }),
  'set-kind': z.strictObject({ kind: z.literal('set-kind'), paragraph: id, paragraphKind, level }),
  'set-status': z.strictObject({
    kind: z.literal('set-status'),
    paragraph: id,
    status: z.enum(['open', 'under-discussion', 'ad-referendum', 'agreed']),
    date: day,
    declineRemaining: z.boolean().optional(),
    reason,
  }),
  'restore-paragraph': z.strictObject({
    kind: z.literal('restore-paragraph'),
    paragraph: id,
    revision: z.number().int().min(0).max(1_000_000),
  }),
  'issue-revision': z.strictObject({
    kind: z.literal('issue-revision'),
    symbol,
    date: day,
    renumber: z.boolean(),
  }),
  transmit: z.strictObject({
    kind: z.literal('transmit'),
    revision: z.number().int().min(0),
    to: id,
    symbol,
    date: day,
  }),
  undo: z.strictObject({ kind: z.literal('undo') }),
} satisfies { [K in PostedDecision['kind']]: z.ZodType<Extract<Decision, { kind: K }>> }

const [first, ...others] = Object.values(kinds)

/** Exactly one decision, with nothing that it does not have. */
export const decisionSchema: z.ZodType<PostedDecision> = z.discriminatedUnion('kind', [first!, ...others])
