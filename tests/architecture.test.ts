import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { home } from '#server/home.ts'

const FILES_IN_A_FOLDER = 22
const LINES_IN_A_FILE = 320
const MEDIAN_OF_A_FUNCTION = 8

/** Files with more lines, and why. */
const LONG: Readonly<Record<string, string>> = {
  'app/document/guard/guard.test.ts': 'a table of everything that is refused',
  'app/domain/brackets/bracket.test.ts': 'a table of published brackets',
  'server/collab/room/room.ts': 'one room, whose order of steps is read as a whole',
  'tests/builders/memory.ts': 'every store over memory',
  'tests/exchange/read-plain-text.test.ts': 'a table of texts as people send them',
  'tests/exchange/write-docx.test.ts': 'a table of what Word must get',
}

/** Names that said nothing to a stranger; the glossary in ARCHITECTURE.md has what is said instead. */
const RETIRED = [
  ...[
    'Surgery',
    'Scar',
    'Carried',
    'CarriedOver',
    'Happening',
    'Noted',
    'Worked',
    'workedFrom',
    'carryOut',
    'unlead',
    'Touch',
  ],
  ...['House', 'Podium', 'Ground', 'Grounds', 'Town', 'Siege', 'besiege', 'Storm', 'storm', 'Book'],
  ...['Picture', 'photograph', 'Tape', 'Tapes', 'Stage'],
  ...['Seat', 'Sitter', 'Trunk', 'Ledger', 'Kept', 'LastWords', 'Leftover', 'Vanished'],
  ...['Archive', 'Intake', 'Due', 'Fate', 'Said', 'Made', 'Succession', 'LiveSession', 'decideIn', 'hearIn'],
  ...['ProposeActs', 'isSameVoice', 'TableSeat', 'seatOf', 'lineBanners', 'carried'],
]

const isSource = (path: string): boolean => /\.(tsx?|mjs)$/.test(path)

/** Every file of the folders that people write, by its path from the product's own folder. */
const files: readonly string[] = ['app', 'server', 'tests', 'scripts'].flatMap((top) =>
  readdirSync(join(home, top), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(home, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => !/\/(generated|node_modules)\//.test(path)),
)
const sources = files.filter(isSource)
const textOf = (path: string): string => readFileSync(join(home, path), 'utf8')
const parsed = sources.map((path) => ts.createSourceFile(path, textOf(path), ts.ScriptTarget.Latest, true))

/** Calls `see` with every node of every source. */
function walk(see: (node: ts.Node, file: ts.SourceFile) => void): void {
  for (const file of parsed) {
    const visit = (node: ts.Node): void => {
      see(node, file)
      ts.forEachChild(node, visit)
    }
    visit(file)
  }
}

describe('the documents', () => {
  const folder = (path: string) => readdirSync(join(home, path)).map((name) => `${path}/${name}`)
  const documents = [
    ...['README.md', 'docs/ARCHITECTURE.md', 'docs/scale.md', 'docs/security.md'],
    ...folder('docs/guides'),
  ]

  /** Paths named in a document that do not exist; a bare file belongs to the folder of the heading above it. */
  function missingIn(document: string): string[] {
    let under = ''
    return textOf(document)
      .split('\n')
      .flatMap((line) => {
        under = /^#{2,3} `([^`]+)`/.exec(line)?.[1] ?? (line.startsWith('#') ? '' : under)
        const named = [...line.matchAll(/`([^`]+)`/g)].flatMap(([, code = '']) =>
          code
            .split(/[\s,]+/)
            .filter((word) => /^(app|server|tests|scripts|prisma|docs)\/|\.(tsx?|mjs)$/.test(word)),
        )
        const linked = [...line.matchAll(/\]\((?!https?:|#|mailto:)([^)#]+)/g)].map(([, path = '']) =>
          join(dirname(document), path),
        )
        const isThere = (path: string) => existsSync(join(home, path.replace(/\/\*+$/, '')))
        const isKnown = (path: string) => isThere(path) || (under !== '' && isThere(join(under, path)))
        return [...named.filter((path) => !isKnown(path)), ...linked.filter((path) => !isThere(path))]
      })
  }

  test.each(documents.filter((path) => path.endsWith('.md')))('%s names only what exists', (document) => {
    expect(missingIn(document)).toEqual([])
  })

  describe('security.md says of each requirement', () => {
    const rows = textOf('docs/security.md')
      .split('\n')
      .filter((line) => /^\| V\d/.test(line))
      .map((line) => line.split(' | ').map((cell) => cell.replace(/^\||\|$/g, '').trim()))

    test('one of five words, once', () => {
      const words = ['met', 'partly', 'not met', 'does not apply', 'operator']
      expect(rows.filter((cells) => cells.length !== 4 || !words.includes(cells[2]!))).toEqual([])
      const ids = rows.flatMap(([ids = '']) => ids.split(', '))
      expect(ids.length).toBeGreaterThan(180)
      expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([])
    })

    test('by what it is met', () => {
      expect(rows.filter(([, , is, by]) => is === 'met' && by === '')).toEqual([])
    })
  })

  test('ARCHITECTURE.md stays short', () => {
    expect(textOf('docs/ARCHITECTURE.md').split('\n').length).toBeLessThan(200)
  })
})

describe('the tree', () => {
  test('has no folder with more files than can be read at a glance', () => {
    const count = new Map<string, number>()
    for (const path of files) count.set(dirname(path), (count.get(dirname(path)) ?? 0) + 1)
    const wide = [...count].filter(([, files]) => files > FILES_IN_A_FOLDER)
    expect(wide).toEqual([])
  })

  test('has no long file without a reason', () => {
    const isLong = (path: string) => textOf(path).split('\n').length - 1 > LINES_IN_A_FILE
    expect(sources.filter((path) => isLong(path) && !(path in LONG))).toEqual([])
  })

  test('has short functions', () => {
    const lengths: number[] = []
    walk((node, file) => {
      if (!ts.isFunctionLike(node) || !('body' in node) || !node.body || /\.test\.tsx?$/.test(file.fileName))
        return
      const lineAt = (place: number) => file.getLineAndCharacterOfPosition(place).line
      lengths.push(lineAt(node.end) - lineAt(node.getStart(file)) + 1)
    })
    lengths.sort((one, other) => one - other)
    expect(lengths[lengths.length >> 1]).toBeLessThanOrEqual(MEDIAN_OF_A_FUNCTION)
  })

  test('says `any` nowhere', () => {
    const found: string[] = []
    walk((node, file) => {
      if (node.kind === ts.SyntaxKind.AnyKeyword) found.push(`${file.fileName}:${node.getStart(file)}`)
    })
    expect(found).toEqual([])
  })

  test('exports no retired name', () => {
    const found: string[] = []
    walk((node, file) => {
      if (
        !ts.canHaveModifiers(node) ||
        !ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
      )
        return
      const names = ts.isVariableStatement(node)
        ? node.declarationList.declarations.map(({ name }) => name.getText(file))
        : 'name' in node && node.name
          ? [(node.name as ts.Node).getText(file)]
          : []
      found.push(...names.filter((name) => RETIRED.includes(name)).map((name) => `${file.fileName}: ${name}`))
    })
    expect(found).toEqual([])
  })
})
