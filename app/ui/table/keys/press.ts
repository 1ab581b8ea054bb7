import { bindings, type Binding, type KeyedAction } from './bindings.ts'

/** Macs and iPads on one side: Option writes letters there. */
export type System = 'mac' | 'other'

export const systemOf = (platform: string): System =>
  /^(mac|ip(hone|ad|od))/i.test(platform) ? 'mac' : 'other'

/** A key that goes down, as the browser tells it. */
export type Press = {
  /** What it would write, or its name. */
  key: string
  /** Its place on the keyboard. */
  code: string
  alt?: boolean
  ctrl?: boolean
  meta?: boolean
  shift?: boolean
  /** AltGr is held. Some systems tell it as Ctrl with Alt too. */
  altGraph?: boolean
  isComposing?: boolean
}

export const pressOf = (event: KeyboardEvent): Press => ({
  key: event.key,
  code: event.code,
  alt: event.altKey,
  ctrl: event.ctrlKey,
  meta: event.metaKey,
  shift: event.shiftKey,
  altGraph: event.getModifierState('AltGraph'),
  isComposing: event.isComposing || event.key === 'Process',
})

/**
 * Whether the key writes where one can write: a letter, a sign, or an accent that waits for its letter. On a Mac
 * Option writes; elsewhere AltGr does, and Ctrl with Alt is the same as AltGr.
 */
export function writes({ key, alt, ctrl, meta, altGraph }: Press, system: System): boolean {
  if ([...key].length !== 1 && key !== 'Dead') return false
  if (meta) return false
  if (system === 'mac') return !ctrl
  return altGraph || (ctrl && alt) || (!ctrl && !alt)
}

function holdOf({ alt, ctrl, meta, shift, altGraph }: Press, system: System): Binding['hold'] | null {
  if (shift) return null
  if (system === 'mac') {
    if (meta) return ctrl || alt ? null : 'command'
    return ctrl && alt ? 'alt' : null
  }
  if (meta || altGraph || (ctrl && alt)) return null
  return ctrl ? 'command' : alt ? 'alt' : null
}

/**
 * A letter by what it writes, so that it is the one printed on the key; by its place where the layout has other letters
 * or where what is held turns it into something else. Never a key of the number pad: Alt with these writes by code.
 */
function nameOf({ key, code }: Press): string {
  if (code.startsWith('Numpad')) return ''
  return /^[a-z\d]$/i.test(key) ? key.toUpperCase() : code.replace(/^(Digit|Key)/, '')
}

/** What a key asks for; null where it is for writing, or for nothing. */
export function askedBy(press: Press, system: System): KeyedAction | null {
  if (press.isComposing || writes(press, system)) return null
  const hold = holdOf(press, system)
  const name = nameOf(press)
  return bindings.find((binding) => binding.hold === hold && binding.key === name)?.id ?? null
}
