// What runs inside the page. Each function is sent to the browser as text, so it may use nothing around it.

export type Place = 'before' | 'after' | 'over'

/**
 * The paragraphs as a reader sees them, marks written out: `To {+MEX:safe +}{-CAN, JAM:and -}`. Nested marks
 * nest; `⤴MEX ` before a paragraph: to be joined to the one before. Numbers, stamps and carets are not text.
 */
export function readSheet(): string[] {
  const sheet = document.querySelector('.rolling[contenteditable]') ?? document.querySelector('.rolling')
  const aside = '.ProseMirror-widget, .number, .stamp, .joint, .move-note'
  return [...(sheet?.querySelectorAll('p.paragraph') ?? [])].map((paragraph) => {
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT)
    let seen = ''
    let open: string[] = []
    const to = (marks: string[]) => {
      let same = 0
      while (same < open.length && open[same] === marks[same]) same++
      for (let at = open.length - 1; at >= same; at--) seen += open[at]!.startsWith('+') ? '+}' : '-}'
      for (const mark of marks.slice(same)) seen += `{${mark}:`
      open = marks
    }
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!node.textContent || node.parentElement?.closest(aside)) continue
      const marks: string[] = []
      for (let at = node.parentElement; at && at !== paragraph; at = at.parentElement)
        if (at.matches('ins, del')) marks.unshift((at.matches('ins') ? '+' : '-') + at.dataset.by)
      to(marks)
      seen += node.textContent.replaceAll('\u2029', '¶')
    }
    to([])
    const joints = [...paragraph.querySelectorAll<HTMLElement>('.joint')].map(({ dataset }) => dataset.label)
    return joints.map((by) => `⤴${by} `).join('') + seen
  })
}

/** How often these words stand in one paragraph of the editor. */
export function timesIn(words: string): number {
  const aside = '.ProseMirror-widget, .number, .stamp, .joint, .move-note'
  return [...document.querySelectorAll('.rolling[contenteditable] p.paragraph')].reduce(
    (times, paragraph) => {
      const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT)
      let text = ''
      for (let node = walker.nextNode(); node; node = walker.nextNode())
        if (!node.parentElement?.closest(aside)) text += node.textContent
      return times + text.split(words).length - 1
    },
    0,
  )
}

/** Puts the caret beside the words, or selects them; answers the number of their paragraph's element. */
export async function select({ words, place }: { words: string; place: Place }): Promise<string> {
  const aside = '.ProseMirror-widget, .number, .stamp, .joint, .move-note'
  const editor = document.querySelector<HTMLElement>('.rolling[contenteditable]')!
  for (const paragraph of editor.querySelectorAll('p.paragraph')) {
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT)
    const nodes: { node: Node; start: number }[] = []
    let text = ''
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!node.textContent || node.parentElement?.closest(aside)) continue
      nodes.push({ node, start: text.length })
      text += node.textContent
    }
    const found = text.indexOf(words)
    if (found < 0) continue
    const point = (offset: number) => {
      const { node, start } = [...nodes].reverse().find((each) => each.start < offset) ?? nodes[0]!
      return [node, offset - start] as const
    }
    const from = point(place === 'after' ? found + words.length : found)
    const to = point(place === 'before' ? found : found + words.length)
    const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
    // Scrolling comes first: what hangs at the selection goes away when the text is scrolled.
    paragraph.scrollIntoView({ block: 'center' })
    await frame()
    await frame()
    if (!paragraph.isConnected) throw new Error('drawn anew')
    editor.focus()
    // The editor may put its own selection back while it draws what another has written: until it has
    // taken this one, it is set again; a few times only, for it may name the same place in another way.
    for (let quiet = 0, tries = 0; quiet < 2 && tries < 12; tries++) {
      const { anchorNode, anchorOffset, focusNode, focusOffset } = getSelection()!
      const isSet =
        anchorNode === from[0] && anchorOffset === from[1] && focusNode === to[0] && focusOffset === to[1]
      if (isSet) quiet++
      else {
        quiet = 0
        if (!from[0].isConnected || !to[0].isConnected) throw new Error('drawn anew')
        getSelection()!.setBaseAndExtent(...from, ...to)
      }
      await frame()
    }
    return paragraph.id
  }
  throw new Error(`Nothing here reads “${words}”.`)
}

/** Where words stand on the screen; they must lie in one piece. */
export function boxOf(words: string): { x: number; y: number; width: number; height: number } {
  const walker = document.createTreeWalker(document.querySelector('.rolling')!, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.textContent!.indexOf(words)
    if (at < 0) continue
    const range = document.createRange()
    range.setStart(node, at)
    range.setEnd(node, at + words.length)
    const { x, y, width, height } = range.getBoundingClientRect()
    return { x, y, width, height }
  }
  throw new Error(`Nothing here reads “${words}”.`)
}
