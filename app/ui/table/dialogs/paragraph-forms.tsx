import { useState } from 'react'
import type { Decision } from '#app/domain/decisions/decision.ts'
import type { ParagraphId, ParagraphKind } from '#app/domain/basics/paragraph.ts'
import type { RollingText } from '#app/domain/basics/rolling.ts'
import { Choice, TextArea } from '#app/ui/kit/field.tsx'
import { useMessages } from '#app/ui/kit/messages-context.tsx'
import { Ask, Foot } from '#app/ui/shared/ask.tsx'
import { written } from '#app/ui/shared/written.ts'

type Sent = { send: (decision: Decision) => void; busy: boolean; cancel: () => void }

function useForms() {
  const { kinds, deciding } = useMessages()
  return {
    kinds: Object.entries(kinds),
    levels: deciding.levels.map((said, level) => [String(level), said] as const),
  }
}

function KindAndLevel({
  kind,
  level,
  onKind,
}: {
  kind: ParagraphKind
  level: number
  onKind: (kind: ParagraphKind) => void
}) {
  const { deciding } = useMessages()
  const { kinds, levels } = useForms()
  return (
    <div className="form-pair">
      <Choice
        label={deciding.kind}
        name="kind"
        options={kinds}
        value={kind}
        onChange={(event) => onKind(event.currentTarget.value as ParagraphKind)}
      />
      {kind === 'subparagraph' && (
        <Choice
          label={deciding.level}
          name="level"
          options={levels.slice(1)}
          defaultValue={String(Math.max(1, level))}
        />
      )}
    </div>
  )
}

const levelIn = (form: FormData): number => Number(form.get('level') ?? 0)

/** A paragraph that the chair writes itself; it is part of the text at once. */
export function NewParagraphForm({
  text,
  after,
  send,
  busy,
  cancel,
}: Sent & { text: RollingText; after: ParagraphId | null }) {
  const { deciding } = useMessages()
  const before = text.paragraphs.find(({ id }) => id === after)
  const like = before && before.kind !== 'formula' && before.kind !== 'opener' ? before.kind : 'operative'
  const [kind, setKind] = useState<ParagraphKind>(like)
  const [error, setError] = useState<string | null>(null)
  return (
    <Ask
      onSend={(form) => {
        const words = written(form, 'text')
        if (!words) return setError(deciding.textNeeded)
        send({
          kind: 'add-paragraph',
          after,
          paragraph: {
            kind,
            level: levelIn(form),
            number: null,
            text: words,
            status: 'open',
            statusDate: null,
          },
        })
      }}
    >
      <KindAndLevel kind={kind} level={before?.level ?? 0} onKind={setKind} />
      <TextArea
        label={deciding.addText}
        error={error}
        name="text"
        rows={5}
        className="words"
        maxLength={20_000}
        autoFocus
      />
      <Foot say={deciding.confirmAdd} busy={busy} cancel={cancel} />
    </Ask>
  )
}

/** What a paragraph is: operative, preambular, heading, subparagraph and its level. */
export function ParagraphForm({
  text,
  paragraph,
  send,
  busy,
  cancel,
}: Sent & { text: RollingText; paragraph: ParagraphId }) {
  const { deciding } = useMessages()
  const now = text.paragraphs.find(({ id }) => id === paragraph)
  const [kind, setKind] = useState<ParagraphKind>(now?.kind ?? 'operative')
  return (
    <Ask onSend={(form) => send({ kind: 'set-kind', paragraph, paragraphKind: kind, level: levelIn(form) })}>
      <KindAndLevel kind={kind} level={now?.level ?? 0} onKind={setKind} />
      <Foot say={deciding.confirmKind} busy={busy} cancel={cancel} />
    </Ask>
  )
}
