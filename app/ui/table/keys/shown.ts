import type { Messages } from '#app/messages/en.ts'
import { bindings, type Binding, type KeyedAction } from './bindings.ts'
import type { System } from './press.ts'

/** The keys as the system writes them, one a cap: Alt L, ⌃ ⌥ L. */
export function capsOf({ hold, key }: Binding, system: System, { names }: Messages['keys']): string[] {
  const held = {
    mac: { alt: ['⌃', '⌥'], command: ['⌘'] },
    other: { alt: [names.alt], command: [names.ctrl] },
  }
  const arrows: Record<string, string> = { ArrowDown: '↓', ArrowUp: '↑' }
  return [...held[system][hold], arrows[key] ?? key]
}

/** The same for the attribute `aria-keyshortcuts`. */
export function shortcutOf(id: KeyedAction, system: System): string | undefined {
  const binding = bindings.find((each) => each.id === id)
  if (!binding) return undefined
  const held = {
    mac: { alt: 'Control+Alt', command: 'Meta' },
    other: { alt: 'Alt', command: 'Control' },
  }
  return `${held[system][binding.hold]}+${binding.key}`
}
