import { useEffect, useState } from 'react'
import type { FoundPassage } from '#app/domain/papers/passage.ts'
import { Badge } from '#app/ui/kit/chip.tsx'
import { Button } from '#app/ui/kit/button.tsx'
import { TextField } from '#app/ui/kit/field.tsx'
import { Drawer } from '#app/ui/kit/overlay/dialog.tsx'
import { useTable, useTableNow } from '#app/ui/context/table-context.tsx'
import { useToast } from '#app/ui/kit/overlay/toast.tsx'
import { useMessages } from '#app/ui/kit/messages-context.tsx'

/** ms of rest after which what was typed is looked for. */
const REST = 250

type Found = { state: 'nothing-asked' | 'asking' | 'failed' } | { state: 'found'; passages: FoundPassage[] }

/** What the server finds for these words, once they rest. */
function usePassages(draft: string, words: string): Found {
  const [found, setFound] = useState<Found>({ state: 'nothing-asked' })
  useEffect(() => {
    if (words.trim() === '') return setFound({ state: 'nothing-asked' })
    const leaving = new AbortController()
    const timer = setTimeout(() => {
      fetch(`/drafts/${draft}/passages?q=${encodeURIComponent(words)}`, { signal: leaving.signal })
        .then(async (response) => {
          if (!response.ok) throw new Error(response.statusText)
          setFound({ state: 'found', passages: (await response.json()) as FoundPassage[] })
        })
        .catch(() => leaving.signal.aborted || setFound({ state: 'failed' }))
    }, REST)
    return () => {
      clearTimeout(timer)
      leaving.abort()
    }
  }, [draft, words])
  return found
}

/** Agreed language beside the text: found by words and by likeness, and put into it as a proposal with its source. */
export function AgreedLanguage({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { m, draft, names, focus } = useTableNow()
  const { agreedLanguage: say } = m
  const [words, setWords] = useState('')
  const found = usePassages(draft.id, words)
  const actions = usePassageActions()
  return (
    <Drawer side open={open} onClose={onClose} title={say.title}>
      <div className="finding">
        <p>{say.lead}</p>
        <TextField
          label={say.search}
          hint={say.searchHint}
          type="search"
          value={words}
          autoFocus
          onChange={(event) => setWords(event.target.value)}
        />
        <p role="status" className="card-note">
          {found.state === 'nothing-asked' && say.begin}
          {found.state === 'failed' && say.failed}
          {found.state === 'found' &&
            (found.passages.length === 0 ? say.nothing : say.found(found.passages.length))}
        </p>
        {found.state === 'found' &&
          found.passages.map((passage) => (
            <PassageCard
              key={`${passage.draft} ${passage.revision} ${passage.place}`}
              {...{ passage, actions }}
              after={focus && names.paragraph(focus)}
            />
          ))}
      </div>
    </Drawer>
  )
}

type PassageActions = { insert(passage: FoundPassage): void; propose(passage: FoundPassage): void } | null

function PassageCard({
  passage,
  actions,
  after,
}: {
  passage: FoundPassage
  actions: PassageActions
  /** The number of the paragraph after which it would stand; null for the end. */
  after: string | null
}) {
  const { agreedLanguage: say } = useMessages()
  const { draft, revision, symbol, label, date, text, by } = passage
  const address = revision === null ? `/drafts/${draft}` : `/drafts/${draft}/revisions/${revision}`
  return (
    <section className="card" aria-label={say.source(symbol, label)}>
      <header>
        <a href={address} target="_blank" rel="noreferrer">
          {say.source(symbol, label)}
        </a>
        <time dateTime={date}>{date}</time>
      </header>
      <p className="passage">{text}</p>
      {by === 'likeness' && <Badge>{say.like}</Badge>}
      {actions && (
        <div className="actions">
          <Button size="small" tone="primary" onClick={() => actions.insert(passage)}>
            {say.insert}
          </Button>
          <Button size="small" onClick={() => actions.propose(passage)}>
            {after === null ? say.proposeAtEnd : say.propose(after)}
          </Button>
        </div>
      )}
    </section>
  )
}

/** Puts a passage into the text, and its source to the proposal that this makes. */
function usePassageActions(): PassageActions {
  const { m, focus, text } = useTableNow()
  const { propose, makeStatement } = useTable()
  const { agreedLanguage: say } = m
  const toast = useToast()
  if (!propose) return null
  const tell = async (made: readonly string[] | null, { symbol, label }: FoundPassage) => {
    if (made === null) return toast({ text: say.notInserted, tone: 'warn' })
    const source = say.source(symbol, label)
    toast({ text: say.inserted(source) })
    if (made.length > 0 && (await propose.whenStored()))
      await makeStatement(
        { kind: 'set-rationale', subjects: made, text: say.rationale(source) },
        { isTold: true },
      )
  }
  return {
    insert: (passage) => void tell(propose.insert(passage.text), passage),
    propose(passage) {
      const beside = text.paragraphs.find(({ id }) => id === focus)
      const level = beside?.kind === passage.kind ? beside.level : 0
      const made = propose.addParagraph(focus, { kind: passage.kind, level }, passage.text)
      void tell(made === null ? null : [made], passage)
    },
  }
}
