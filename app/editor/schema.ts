import { signOf } from '#app/domain/floor/working-copy.ts'
import { Mark, Node } from '@tiptap/core'
import { delegationColour } from '#app/display/colour.ts'

/**
 * The text as ProseMirror sees it: flat paragraphs of characters. Permissive on purpose; it is a view that is
 * derived from base and layers, and the marks exist only here.
 */
export const DraftDocument = Node.create({ name: 'doc', topNode: true, content: 'paragraph*' })

export const DraftText = Node.create({ name: 'text', group: 'inline' })

export const DraftParagraph = Node.create({
  name: 'paragraph',
  content: 'text*',
  marks: 'insertion deletion',
  whitespace: 'pre',
  addAttributes() {
    const plain = (initial: unknown) => ({ default: initial, rendered: false })
    return {
      id: plain(null),
      kind: plain('operative'),
      level: plain(0),
      status: plain('open'),
      statusDate: plain(null),
      /** Delegation that proposes the whole paragraph, or wants it removed. */
      proposed: plain(null),
      removed: plain(null),
      /** "MEX CAN": who wants it joined to the one before. */
      merges: plain(''),
      /** Where it would go, and for whom: what is said of it is drawn anew when this changes. */
      moves: plain(''),
    }
  },
  parseHTML: () => [{ tag: 'p' }, { tag: 'div' }, { tag: 'li' }],
  renderHTML({ node }) {
    const { id, kind, level, status, proposed, removed } = node.attrs as Record<string, string | null>
    const by = removed ?? proposed
    return [
      'p',
      {
        id,
        class: `paragraph${proposed ? ' proposed' : ''}${removed ? ' removed' : ''}`,
        'data-kind': kind,
        'data-level': level,
        'data-status': status,
        'data-colour': by ? delegationColour(by) : null,
      },
      0,
    ]
  },
})

/** Words that somebody proposes to add. Nested: the innermost one wrote them. */
export const Insertion = Mark.create({
  name: 'insertion',
  inclusive: false,
  excludes: '',
  addAttributes: () => ({ id: { default: '' }, by: { default: '' } }),
  renderHTML({ mark }) {
    const by = mark.attrs.by as string
    return [
      'ins',
      { class: 'insertion', 'data-by': by, 'data-label': signOf(by), 'data-colour': delegationColour(by) },
      0,
    ]
  },
})

/** Words that one or several delegations propose to strike. */
export const Deletion = Mark.create({
  name: 'deletion',
  inclusive: false,
  addAttributes: () => ({ ids: { default: '' }, by: { default: '' } }),
  renderHTML({ mark }) {
    const names = (mark.attrs.by as string).split(' ')
    return [
      'del',
      {
        class: names.length > 1 ? 'deletion double' : 'deletion',
        'data-by': names.join(', '),
        'data-label': names.map(signOf).join(', '),
        'data-colour': delegationColour(names[0] ?? ''),
      },
      0,
    ]
  },
})
