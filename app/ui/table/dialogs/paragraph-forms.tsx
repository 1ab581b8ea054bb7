import { useState } from 'react'
import type { ParagraphId, ParagraphKind } from '#app/domain/basics/paragraph.ts'
import { Choice, TextArea } from '#app/ui/kit/field.tsx'
import { useMessages } from '#app/ui/kit/messages-context.tsx'
import { useTableNow } from '#app/ui/context/table-context.tsx'
import { written } from '#app/ui/shared/written.ts'
import { DecisionForm } from './decision-form.tsx'

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
export function NewParagraphForm({ after, onClose }: { after: ParagraphId | null; onClose: () => void }) {
  const { m, names, text } = useTableNow()
  const { deciding } = m
  const before = text.paragraphs.find(({ id }) => id === after)
  const like = before && before.kind !== 'formula' && before.kind !== 'opener' ? before.kind : 'operative'
  const [kind, setKind] = useState<ParagraphKind>(like)
  const [error, setError] = useState<string | null>(null)
  return (
    <DecisionForm
      title={after === null ? deciding.addFirstTitle : deciding.addTitle(names.paragraph(after))}
      confirm={deciding.confirmAdd}
      read={(form) => {
        const words = written(form, 'text')
        if (!words) {
          setError(deciding.textNeeded)
          return null
        }
        const level = levelIn(form)
        const paragraph = {
          kind,
          level,
          number: null,
          text: words,
          status: 'open',
          statusDate: null,
        } as const
        return { kind: 'add-paragraph', after, paragraph }
      }}
      onClose={onClose}
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
    </DecisionForm>
  )
}

/** What a paragraph is: operative, preambular, heading, subparagraph and its level. */
export function ParagraphForm({ paragraph, onClose }: { paragraph: ParagraphId; onClose: () => void }) {
  const { m, names, text } = useTableNow()
  const { deciding } = m
  const now = text.paragraphs.find(({ id }) => id === paragraph)
  const [kind, setKind] = useState<ParagraphKind>(now?.kind ?? 'operative')
  return (
    <DecisionForm
      title={deciding.kindTitle(names.paragraph(paragraph))}
      confirm={deciding.confirmKind}
      read={(form) => ({ kind: 'set-kind', paragraph, paragraphKind: kind, level: levelIn(form) })}
      onClose={onClose}
    >
      <KindAndLevel kind={kind} level={now?.level ?? 0} onKind={setKind} />
    </DecisionForm>
  )
}
