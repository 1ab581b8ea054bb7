import { memo } from 'react'
import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import { SilenceMark } from '../margin/silence-note.tsx'
import { StatusDot } from '#app/ui/kit/status.tsx'
import { useMessages } from '#app/ui/kit/messages-context.tsx'
import type { OutlineEntry, OutlineSection } from './outline-sections.ts'

/** The paragraphs with their status, to see what is left and to go there. */
export function Outline({
  sections,
  focus,
  onGo,
}: {
  sections: readonly OutlineSection[]
  focus: ParagraphId | null
  onGo: (paragraph: ParagraphId) => void
}) {
  const m = useMessages()
  return (
    <nav className="outline-list" aria-label={m.outline.title}>
      {sections.map((section) => (
        <section key={section.key}>
          {section.heading ? (
            <ul className="outline-heading">
              <Entry entry={section.heading} on={focus === section.key} onGo={onGo} />
            </ul>
          ) : (
            <h2>{m.outline.sections[section.kind]}</h2>
          )}
          <ul>
            {section.entries.map((entry) => (
              <Entry key={entry.id} entry={entry} on={focus === entry.id} onGo={onGo} />
            ))}
          </ul>
        </section>
      ))}
    </nav>
  )
}

type EntryProps = { entry: OutlineEntry; on: boolean; onGo: (paragraph: ParagraphId) => void }

const Entry = memo(function Entry({ entry, on, onGo }: EntryProps) {
  const { outline } = useMessages()
  const { id, number, words, status, level, brackets, reached, proposals } = entry
  return (
    <li data-level={level}>
      <a href={`#${id}`} aria-current={on ? 'location' : undefined} onClick={() => onGo(id)}>
        <StatusDot status={status} bracketed={brackets + reached > 0} />
        <span className="outline-number">{number}</span>
        <span className="outline-words">{words || outline.noWords}</span>
        <SilenceMark paragraph={id} />
        {proposals > 0 && (
          <span className="outline-proposals" title={outline.proposals(proposals)}>
            {proposals}
            <span className="unseen"> {outline.proposals(proposals)}</span>
          </span>
        )}
        {reached > 0 && (
          <span className="outline-brackets" title={outline.reached(reached)}>
            […]<span className="unseen"> {outline.reached(reached)}</span>
          </span>
        )}
        {brackets > 0 && (
          <span className="outline-brackets" title={outline.brackets(brackets)}>
            [{brackets}]<span className="unseen"> {outline.brackets(brackets)}</span>
          </span>
        )}
      </a>
    </li>
  )
}, looksTheSame)

/** The outline is worked out anew with every change; a row is drawn anew only when something in it is. */
function looksTheSame(before: EntryProps, after: EntryProps): boolean {
  if (before.on !== after.on || before.onGo !== after.onGo) return false
  const keys = Object.keys(after.entry) as (keyof OutlineEntry)[]
  return keys.every((key) => before.entry[key] === after.entry[key])
}
