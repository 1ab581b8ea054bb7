import { getSchema } from '@tiptap/core'
import { Fragment, Slice, type Node } from '@tiptap/pm/model'
import { EditorState, TextSelection, type Transaction } from '@tiptap/pm/state'
import { describe, expect, it } from 'vitest'
import { textChanges } from './text-changes.ts'
import { Deletion, DraftDocument, DraftParagraph, DraftText, Insertion } from './schema.ts'

const schema = getSchema([DraftDocument, DraftParagraph, DraftText, Insertion, Deletion])
const p = (text: string) => schema.node('paragraph', null, text ? schema.text(text) : undefined)
const doc = (...texts: string[]) => schema.node('doc', null, texts.map(p))

/** `line:offset-line:offset "insert"` */
const say = (transaction: Transaction) =>
  textChanges(transaction).map(
    ({ from, to, insert }) => `${from.line}:${from.offset}-${to.line}:${to.offset} ${JSON.stringify(insert)}`,
  )
const edit = (before: Node, act: (tr: Transaction) => Transaction) =>
  say(act(EditorState.create({ doc: before }).tr))
const blocks = (...texts: string[]) => new Slice(Fragment.from(texts.map(p)), 1, 1)

describe('what a transaction changed', () => {
  const two = doc('one', 'two')
  it.each<[string, (tr: Transaction) => Transaction, string[]]>([
    ['a letter typed', (tr) => tr.insertText('x', 2), ['0:1-0:1 "x"']],
    ['a letter deleted', (tr) => tr.delete(2, 3), ['0:1-0:2 ""']],
    ['words replaced', (tr) => tr.insertText('wn', 2, 4), ['0:1-0:3 "wn"']],
    ['a neighbour reported as changed', (tr) => tr.insertText('ne', 1, 4), ['0:0-0:1 ""']],
    ['Enter in the middle', (tr) => tr.split(2), ['0:1-0:1 "\\n"']],
    ['Enter at the end', (tr) => tr.split(4), ['0:3-0:3 "\\n"']],
    ['Backspace at the start of a paragraph', (tr) => tr.join(5), ['0:3-1:0 ""']],
    ['a selection across paragraphs deleted', (tr) => tr.delete(2, 8), ['0:1-1:2 ""']],
    ['everything deleted', (tr) => tr.delete(0, tr.doc.content.size), ['0:0-1:3 ""']],
    ['several paragraphs pasted', (tr) => tr.replace(2, 2, blocks('a', 'b')), ['0:1-0:1 "a\\nb"']],
    ['a paragraph written anew as it was', (tr) => tr.replaceWith(5, 10, p('two')), []],
    [
      'a paragraph written anew with one letter more',
      (tr) => tr.replaceWith(5, 10, p('twoo')),
      ['1:3-1:3 "o"'],
    ],
    ['words dragged elsewhere', (tr) => tr.delete(1, 3).insertText('on', 6), ['0:0-0:2 ""', '1:2-1:2 "on"']],
    ['a mark alone', (tr) => tr.addMark(1, 3, schema.marks.insertion!.create({ id: 'x' })), []],
    ['a selection alone', (tr) => tr.setSelection(TextSelection.create(tr.doc, 2)), []],
  ])('%s', (_name, act, want) => expect(edit(two, act)).toEqual(want))
})
