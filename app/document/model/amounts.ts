import * as Y from 'yjs'
import type { DelegationCode } from '#app/domain/basics/actor.ts'
import { beyond, bracketsIn, limits, type LimitName } from '#app/domain/basics/limits.ts'
import { PARAGRAPH_BREAK, type ProposalId } from '#app/domain/basics/rolling.ts'
import { countStray, isWords } from '#app/domain/basics/text-character.ts'
import { delegationOf, readEntry, type Entry, type YEntry } from './schema.ts'

/** What one entry counts for. */
type Own = {
  /** Of one delegation on one paragraph: `MEX p1`. */
  place: string
  /** The text in which its anchor stands: what the words of an insertion stand in decides where they count. */
  home: string
  /** Insertions around its words, itself included. */
  depth: number
  characters: number
  brackets: number
  strays: number
  /** More brackets than that must come before they can stand too deep: until then nobody has to look. */
  slack: number
}
type Sum = { entries: number; characters: number; brackets: number }

const nothing = (): Sum => ({ entries: 0, characters: 0, brackets: 0 })

/** Running counts of what has been proposed, so that a keystroke is checked against the limits by itself alone. */
export class Amounts {
  private readonly entries = new Map<ProposalId, Own>()
  private readonly places = new Map<string, Sum>()
  private readonly delegations = new Map<DelegationCode, Sum>()
  private readonly draft = nothing()

  /**
   * Counts an entry, anew if it is known, and tells which limit is passed with it. What had passed one before there
   * were limits may become less.
   */
  put(entry: Entry): LimitName | null {
    const { id, delegation } = entry.attribution
    const before = this.entries.get(id)
    this.drop(id)
    const text = 'text' in entry ? entry.text.toString() : ''
    const { signs, depth } = bracketsIn(text)
    const above = entry.kind === 'insertion' ? this.entries.get(entry.after[0]) : undefined
    const home = above?.home ?? homeOf(entry)
    const own: Own = {
      place: `${delegation} ${home}`,
      home,
      depth: 'text' in entry ? (above?.depth ?? 0) + 1 : 0,
      characters: text.length,
      brackets: signs,
      strays: countStray(text, PARAGRAPH_BREAK),
      slack: limits.bracketDepth - depth,
    }
    this.entries.set(id, own)
    this.add(id, own, 1)
    const strays = Math.max(0, own.strays - (before?.strays ?? 0))
    const isLess = before && strays === 0 && own.characters <= before.characters && signs <= before.brackets
    if (isLess && own.slack >= Math.min(0, before.slack)) return null
    return beyond({
      ...this.sumsOf(id, own),
      bracketDepth: depth,
      insertionDepth: own.depth,
      strayCharacters: strays,
    })
  }

  /** The words of a known entry are others than they were. */
  change(id: ProposalId, map: YEntry): LimitName | null {
    const entry = readEntry(id, map)
    return entry && this.put(entry)
  }

  drop(id: ProposalId): void {
    const own = this.entries.get(id)
    if (!own) return
    this.add(id, own, -1)
    this.entries.delete(id)
  }

  /** Counts words typed into a known entry; false, and nothing is counted, where somebody has to look closer. */
  type(id: ProposalId, text: string): boolean {
    const own = this.entries.get(id)
    if (!own || !isWords(text)) return false
    const { signs } = bracketsIn(text)
    const place = this.places.get(own.place)!
    const layer = this.delegations.get(delegationOf(id))!
    const passed = beyond({
      charactersInParagraph: place.characters + text.length,
      bracketsInParagraph: place.brackets + signs,
      charactersOfDelegation: layer.characters + text.length,
      charactersOfDraft: this.draft.characters + text.length,
    })
    if (passed || own.slack < signs) return false
    for (const sum of [place, layer, this.draft, own]) {
      sum.characters += text.length
      sum.brackets += signs
    }
    own.slack -= signs
    return true
  }

  /** How many entries a delegation has here. */
  entriesOf(delegation: DelegationCode): number {
    return this.delegations.get(delegation)?.entries ?? 0
  }

  private sumsOf(id: ProposalId, { place }: Own) {
    const [here, layer] = [this.places.get(place)!, this.delegations.get(delegationOf(id))!]
    return {
      bracketsInParagraph: here.brackets,
      entriesInParagraph: here.entries,
      charactersInParagraph: here.characters,
      charactersOfDelegation: layer.characters,
      charactersOfDraft: this.draft.characters,
    }
  }

  private add(id: ProposalId, { place, characters, brackets }: Own, sign: 1 | -1) {
    const delegation = delegationOf(id)
    const here = this.places.get(place) ?? nothing()
    const layer = this.delegations.get(delegation) ?? nothing()
    this.places.set(place, here)
    this.delegations.set(delegation, layer)
    for (const sum of [here, layer, this.draft]) {
      sum.entries += sign
      sum.characters += sign * characters
      sum.brackets += sign * brackets
    }
    if (here.entries === 0) this.places.delete(place)
  }
}

/** The paragraph on which an entry that stands in nobody's words counts: where it is anchored, whatever it says. */
function homeOf(entry: Entry): string {
  if (entry.kind === 'insertion') return entry.after[0]
  if (entry.kind === 'paragraph') return entry.attribution.id
  return entry.kind === 'support' ? entry.proposal : entry.paragraph
}

/** Counts all that stands in the layers of a document and is not decided. */
export function amountsIn(layers: readonly Y.Map<YEntry>[], isDecided: (id: ProposalId) => boolean): Amounts {
  const amounts = new Amounts()
  const entries: Entry[] = []
  for (const layer of layers)
    layer.forEach((map, id) => {
      const entry = map instanceof Y.Map && !isDecided(id) ? readEntry(id, map) : null
      if (entry) entries.push(entry)
    })
  const known = new Map(entries.map((entry) => [entry.attribution.id, entry]))
  const counted = new Set<ProposalId>()
  for (const entry of entries) {
    // What its words stand in first: their depth is one more.
    const way: Entry[] = []
    for (let at: Entry | undefined = entry; at && !counted.has(at.attribution.id);) {
      counted.add(at.attribution.id)
      way.push(at)
      at = at.kind === 'insertion' ? known.get(at.after[0]) : undefined
    }
    for (const each of way.reverse()) amounts.put(each)
  }
  return amounts
}
