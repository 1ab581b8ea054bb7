import { Command } from 'cmdk'
import { useState } from 'react'
import { useNavigate } from '@remix-run/react'
import type { ParagraphId, ParagraphKind } from '#app/domain/basics/paragraph.ts'
import { isMovable } from '#app/domain/text/move.ts'
import { isClosed } from '#app/domain/basics/paragraph.ts'
import { textOf } from '#app/domain/text/view.ts'
import { addressOf, draftPages } from '#app/ui/shell/draft-pages.ts'
import { TextArea } from '#app/ui/kit/field.tsx'
import { Dialog } from '#app/ui/kit/overlay/dialog.tsx'
import { useReturn } from '#app/ui/kit/overlay/use-return.ts'
import { useToast } from '#app/ui/kit/overlay/toast.tsx'
import { useMessages } from '#app/ui/kit/messages-context.tsx'
import { Ask, Foot } from '#app/ui/shared/ask.tsx'
import { FollowCommand } from '#app/ui/discussion/following.tsx'
import type { NamesHere } from '#app/ui/shared/names.ts'
import type { TableProps } from '#app/ui/context/table-props.ts'
import { written } from '#app/ui/shared/written.ts'

/** Something that can be done here, by its name. */
export type PaletteAct = { said: string; run: () => void }
/** What the palette can open at the table. */
export type PaletteOpens = 'agreed-language' | 'keys' | 'decisions' | 'behalf' | 'move'
/** What is asked for before it is proposed. */
type Asks = { after: ParagraphId | null; kind: ParagraphKind; level: number } | null

/** Everything that can be done at the table, from the keyboard: searched while one types. */
export function Palette({
  open,
  onClose,
  onOpen,
  onGo,
  table,
  names,
  meeting,
}: {
  open: boolean
  onClose: () => void
  onOpen: (what: PaletteOpens) => void
  onGo: (paragraph: ParagraphId) => void
  table: TableProps
  names: NamesHere
  /** What may be arranged in the meeting now. */
  meeting: () => readonly PaletteAct[]
}) {
  const { palette: say } = useMessages()
  const [asks, setAsks] = useState<Asks>(null)
  const part = { table, names, onClose }
  useReturn(open)
  return (
    <>
      <Command.Dialog
        open={open}
        onOpenChange={(next) => !next && onClose()}
        label={say.title}
        overlayClassName="veil"
        contentClassName="palette"
      >
        <Command.Input placeholder={say.hint} aria-label={say.title} />
        <Command.List>
          <Command.Empty>{say.nothing}</Command.Empty>
          <Proposing {...part} onAsk={setAsks} onMove={() => onOpen('move')} />
          <Meeting acts={open ? meeting() : []} onClose={onClose} />
          <Showing {...part} onOpen={onOpen} />
          <FollowCommand {...part} />
          <Paragraphs {...part} onGo={onGo} />
          <Pages {...part} />
        </Command.List>
      </Command.Dialog>
      {asks && <ProposeDialog {...{ asks, table }} onClose={() => setAsks(null)} />}
    </>
  )
}

type Part = { table: TableProps; names: NamesHere; onClose: () => void }

function Proposing({
  table,
  names,
  onClose,
  onAsk,
  onMove,
}: Part & { onAsk: (asks: Asks) => void; onMove: () => void }) {
  const { palette: say, moves } = useMessages()
  const toast = useToast()
  const { propose, text, focus } = table
  if (!propose) return null
  const at = text.paragraphs.findIndex(({ id }) => id === focus)
  const beside = text.paragraphs[at]
  const label = beside ? names.paragraph(beside.id) : ''
  const run = (act: () => void) => () => {
    onClose()
    act()
  }
  const isOpen = beside !== undefined && !isClosed(beside.status) && beside.proposed === null
  return (
    <Command.Group heading={say.groups.propose}>
      <Command.Item
        onSelect={run(() =>
          onAsk({
            after: beside?.id ?? null,
            kind: beside?.kind ?? 'operative',
            level: beside?.level ?? 0,
          }),
        )}
      >
        {beside ? say.newParagraph(label) : say.newAtEnd}
      </Command.Item>
      <Command.Item onSelect={run(() => onAsk({ after: null, kind: 'footnote', level: 0 }))}>
        {say.footnote}
      </Command.Item>
      {isOpen && (
        <Command.Item
          onSelect={run(() => {
            propose.removeParagraph(beside.id)
            toast({ text: say.removed(label) })
          })}
        >
          {say.remove(label)}
        </Command.Item>
      )}
      {beside && isMovable(beside) && <Command.Item onSelect={run(onMove)}>{moves.open(label)}</Command.Item>}
      {isOpen && at > 0 && (
        <Command.Item
          onSelect={run(() => {
            propose.joinParagraph(beside.id)
            toast({ text: say.joined(label) })
          })}
        >
          {say.join(label)}
        </Command.Item>
      )}
    </Command.Group>
  )
}

function Meeting({ acts, onClose }: { acts: readonly PaletteAct[]; onClose: () => void }) {
  const { palette: say } = useMessages()
  if (acts.length === 0) return null
  return (
    <Command.Group heading={say.groups.meeting}>
      {acts.map(({ said, run }) => (
        <Command.Item
          key={said}
          onSelect={() => {
            onClose()
            run()
          }}
        >
          {said}
        </Command.Item>
      ))}
    </Command.Group>
  )
}

function Showing({ table, onClose, onOpen }: Part & { onOpen: (what: PaletteOpens) => void }) {
  const { palette: say, agreedLanguage, behalf, keys, table: sheet } = useMessages()
  const views = ['rolling', 'clean', 'base'] as const
  const items: [string, () => void][] = [
    [agreedLanguage.open, () => onOpen('agreed-language')],
    ...views.map((kind): [string, () => void] => [
      say.view(sheet.views.names[kind]),
      () => table.onView({ kind }),
    ]),
    ...(table.behalf ? [[behalf.title, () => onOpen('behalf')] as [string, () => void]] : []),
    [keys.title, () => onOpen('keys')],
  ]
  return (
    <Command.Group heading={say.groups.show}>
      {items.map(([said, act]) => (
        <Command.Item
          key={said}
          onSelect={() => {
            onClose()
            act()
          }}
        >
          {said}
        </Command.Item>
      ))}
    </Command.Group>
  )
}

/** Letters of a paragraph by which it is told from others. */
const BEGINNING = 80

function Paragraphs({ table, names, onClose, onGo }: Part & { onGo: (paragraph: ParagraphId) => void }) {
  const { palette: say } = useMessages()
  return (
    <Command.Group heading={say.groups.go}>
      {table.text.paragraphs.map((paragraph) => (
        <Command.Item
          key={paragraph.id}
          value={`${names.paragraph(paragraph.id)} ${paragraph.id}`}
          keywords={[textOf(paragraph, { kind: 'clean' }).slice(0, BEGINNING)]}
          onSelect={() => {
            onClose()
            onGo(paragraph.id)
            document.getElementById(paragraph.id)?.scrollIntoView({ block: 'center' })
          }}
        >
          <span className="label">{table.labels[paragraph.id]}</span>
          <span className="clipped-line">{textOf(paragraph, { kind: 'clean' }).slice(0, BEGINNING)}</span>
        </Command.Item>
      ))}
    </Command.Group>
  )
}

function Pages({ table, onClose }: Part) {
  const { palette: say, navigation } = useMessages()
  const navigate = useNavigate()
  return (
    <Command.Group heading={say.groups.pages}>
      {draftPages(table.draft, table.me)
        .filter((page) => page !== 'table')
        .map((page) => (
          <Command.Item
            key={page}
            onSelect={() => {
              onClose()
              navigate(addressOf(table.draft.id, page))
            }}
          >
            {navigation[page]}
          </Command.Item>
        ))}
    </Command.Group>
  )
}

/** Asks for the words of a new paragraph or footnote. */
function ProposeDialog({
  asks,
  table,
  onClose,
}: {
  asks: NonNullable<Asks>
  table: TableProps
  onClose: () => void
}) {
  const { palette: say } = useMessages()
  const [isEmpty, setEmpty] = useState(false)
  const isFootnote = asks.kind === 'footnote'
  return (
    <Dialog open onClose={onClose} title={isFootnote ? say.footnoteTitle : say.newTitle}>
      <Ask
        onSend={(form) => {
          const text = written(form, 'text')
          if (text === '') return setEmpty(true)
          table.propose?.addParagraph(asks.after, { kind: asks.kind, level: asks.level }, text)
          onClose()
        }}
      >
        <TextArea
          name="text"
          label={say.text}
          rows={6}
          autoFocus
          maxLength={20_000}
          hint={isFootnote ? say.footnoteHint : undefined}
          error={isEmpty ? say.textNeeded : null}
        />
        <Foot say={say.confirm} busy={false} cancel={onClose} />
      </Ask>
    </Dialog>
  )
}
