import type { ProposalEffect } from '#app/domain/text/proposal-effects.ts'
import type { Floor } from '#app/domain/floor/floor.ts'
import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import type { ProposalId } from '#app/domain/basics/rolling.ts'
import type { Layers } from '../model/layers.ts'
import { floorOf } from '../model/floor-keys.ts'
import { meetingIn } from './meeting/meeting.ts'
import { Words } from './statements.ts'

/**
 * All that is said about the text, as plain data. What was said about a proposal or a paragraph is left out while
 * that is not there, and is there again when it comes back: a decision can be undone.
 */
export function readFloor(layers: Layers): Floor {
  const words = new Words(layers)
  let focus: ParagraphId | null = null
  const effects = new Map<string, ProposalEffect>()
  const bridging: Floor['bridging'][number][] = []
  const fallbacks: Record<ProposalId, string> = {}
  floorOf(layers.doc).forEach((value, key) => {
    const holds = key.split(' ', 1)[0]
    if (holds === 'focus') focus = value as ParagraphId
    else if (holds === 'fallback') fallbacks[key.slice('fallback '.length)] = value as string
    else if (holds === 'bridging') bridging.push(value as Floor['bridging'][number])
    else if (holds === 'carried') effects.set((value as ProposalEffect).ids.join(), value as ProposalEffect)
    else words.take(key, value)
  })
  return { ...words.all(), ...meetingIn(layers), focus, fallbacks, effects: [...effects.values()], bridging }
}
