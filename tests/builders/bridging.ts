import type { BridgingText } from '#app/domain/floor/bridging.ts'
import type { BridgingStore } from '#app/usecases/ports.ts'

/** Bridging texts without a database. */
export function bridgingInMemory(): BridgingStore {
  const texts: BridgingText[] = []
  const newest = (given: readonly BridgingText[]) => [...given].sort((a, b) => b.at - a.at)
  const change = (draft: string, id: string, given: (text: BridgingText) => BridgingText | null) => {
    const at = texts.findIndex((each) => each.id === id && each.draft === draft)
    const changed = at < 0 ? null : given(texts[at]!)
    if (changed) texts[at] = changed
    return changed !== null
  }
  return {
    of: async (draft) => newest(texts.filter((each) => each.draft === draft)),
    sentTo: async (draft, delegation) =>
      newest(texts)
        .map((each) => ({ ...each, views: each.views.filter((view) => view.delegation === delegation) }))
        .filter(
          ({ draft: where, sentAt, closedAt, views }) =>
            where === draft && sentAt !== null && closedAt === null && views.length > 0,
        ),
    async keep(text) {
      if (texts.some(({ id }) => id === text.id))
        return change(text.draft, text.id, (known) =>
          known.sentAt === null && known.closedAt === null && known.paragraph === text.paragraph
            ? { ...known, ...text }
            : null,
        )
      texts.push({ ...text, sentAt: null, closedAt: null, views: [] })
      return true
    },
    send: async (draft, id, to, at) =>
      change(draft, id, (text) =>
        text.sentAt === null && text.closedAt === null
          ? {
              ...text,
              sentAt: at,
              views: [...to]
                .sort()
                .map((delegation) => ({ delegation, stance: null, note: '', user: null, at: null })),
            }
          : null,
      ),
    answer: async (draft, id, view) =>
      change(draft, id, (text) =>
        text.closedAt === null && text.views.some(({ delegation }) => delegation === view.delegation)
          ? {
              ...text,
              views: text.views.map((each) => (each.delegation === view.delegation ? view : each)),
            }
          : null,
      ),
    close: async (draft, id, at) =>
      change(draft, id, (text) => (text.closedAt === null ? { ...text, closedAt: at } : null)),
  }
}
