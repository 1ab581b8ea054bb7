/** Without the characters that XML 1.0 forbids; a lone surrogate becomes U+FFFD. */
export const legal = (text: string): string =>
  text
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
    .replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '\uFFFD')

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Text or an attribute's value, ready to stand in XML. */
export const escape = (text: string): string =>
  legal(text).replace(/[&<>"]/g, (char) => ENTITIES[char] ?? char)

export const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

export const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
export const R = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** A part of a Word file: its root element with the namespaces that it may use. */
export const part = (root: string, content: string): string =>
  `${HEAD}<w:${root} xmlns:w="${W}" xmlns:r="${R}">${content}</w:${root}>`

/**
 * The words of a run: tabs and line ends as the elements that Word has for them, characters of a symbol font
 * (U+F020–U+F0FF, as its own bullets are) as symbols.
 */
export function wordsOf(text: string, struck: boolean): string {
  const tag = struck ? 'w:delText' : 'w:t'
  return text
    .split(/([\t\n\r\u2028\uF020-\uF0FF])/)
    .map((part) => {
      if (part === '') return ''
      if (part === '\t') return '<w:tab/>'
      if (part === '\n' || part === '\u2028') return '<w:br/>'
      if (part === '\r') return ''
      const code = part.charCodeAt(0)
      if (code >= 0xf020 && code <= 0xf0ff)
        return `<w:sym w:font="Symbol" w:char="${code.toString(16).toUpperCase()}"/>`
      const words = escape(part)
      return words && `<${tag} xml:space="preserve">${words}</${tag}>`
    })
    .join('')
}

/** ms since epoch as Word dates a change, to the second. */
export const stamp = (at: number): string => {
  const time = Math.min(Math.max(Number.isFinite(at) ? at : 0, 0), 253402300799000)
  return `${new Date(time).toISOString().slice(0, 19)}Z`
}
