import type { Right } from '#app/domain/policy.ts'
import type { Messages } from '#app/messages/en.ts'

/** An action that has a key; the catalogue names it in the list of keys. */
export type KeyedAction = keyof Messages['keys']['of']

export type Binding = {
  id: KeyedAction
  /** `command` is Ctrl, or ⌘ on a Mac; `alt` is Alt, or ⌃⌥ there, where Option alone writes letters. */
  hold: 'alt' | 'command'
  /** A letter, a figure, or the name of a key. */
  key: string
  /** The list of keys has it for those who may do this. */
  needs?: Right
}

/** In the order of use. */
export const bindings: readonly Binding[] = [
  { id: 'go.next', hold: 'alt', key: 'ArrowDown' },
  { id: 'go.previous', hold: 'alt', key: 'ArrowUp' },
  { id: 'view.rolling', hold: 'alt', key: '1' },
  { id: 'view.clean', hold: 'alt', key: '2' },
  { id: 'view.base', hold: 'alt', key: '3' },
  { id: 'comment.add', hold: 'alt', key: 'C', needs: 'comment' },
  { id: 'open.decisions', hold: 'alt', key: 'D', needs: 'add-paragraph' },
  { id: 'open.behalf', hold: 'alt', key: 'F', needs: 'type-on-behalf' },
  { id: 'open.agreed-language', hold: 'alt', key: 'L' },
  { id: 'comment.open', hold: 'alt', key: 'M' },
  { id: 'open.palette', hold: 'command', key: 'K' },
  { id: 'propose.move', hold: 'alt', key: 'P', needs: 'type-words' },
  { id: 'screen.show-here', hold: 'alt', key: 'R', needs: 'set-focus' },
  { id: 'silence.break-here', hold: 'alt', key: 'S', needs: 'break-silence' },
  { id: 'follow', hold: 'alt', key: 'W' },
  { id: 'open.keys', hold: 'alt', key: 'K' },
]
