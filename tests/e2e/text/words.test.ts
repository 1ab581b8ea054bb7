import { describe, expect, test } from 'vitest'
import { withBrowsers } from '../browser/browsers.ts'
import { allRead, plain, type Participant } from '../browser/participant.ts'

const browsers = withBrowsers()

type Gesture = (mexico: Participant, canada: Participant) => Promise<unknown>

/** What a gesture makes of the paragraphs it touches, as everyone sees them. */
const gestures: [name: string, gesture: Gesture, becomes: string[]][] = [
  [
    'words typed into a paragraph are an insertion',
    (mexico) => mexico.typeAfter('member states to widen', ' steadily'),
    ['To urge member states to widen{+MEX: steadily+} regular pathways for migration.'],
  ],
  [
    'words typed over others strike them and stand beside them',
    (mexico) => mexico.replace('widen', 'open'),
    ['To urge member states to {-MEX:widen-}{+MEX:open+} regular pathways for migration.'],
  ],
  [
    'words typed into another delegation’s words amend them',
    async (mexico, canada) => {
      await mexico.typeAfter('regular pathways', ' that are safe and fair')
      await canada.typeAfter('that are safe', ', orderly')
    },
    [
      'To urge member states to widen regular pathways{+MEX: that are safe{+CAN:, orderly+} and fair+} for migration.',
    ],
  ],
  [
    'two delegations may strike the same words',
    async (mexico, canada) => {
      await mexico.strike('their experience and')
      await canada.strike('experience and their')
    },
    [
      'To invite member states to share {-MEX:their -}{-CAN, MEX:experience and-}{-CAN: their-} good practices.',
    ],
  ],
  [
    'Backspace strikes character by character and leaves one’s own words without a trace',
    async (mexico) => {
      await mexico.typeAfter('To request', ' now')
      await mexico.press(...Array<string>(4 + 8).fill('Backspace'))
    },
    ['To{-MEX: request-} the General Secretariat to report on these paragraphs.'],
  ],
  [
    'cut strikes and paste inserts',
    async (mexico) => {
      await mexico.selectWords('regular pathways ')
      await mexico.context.grantPermissions(['clipboard-read', 'clipboard-write'])
      await mexico.press('Control+x')
      await mexico.caretAfter('share their ')
      await mexico.press('Control+v')
    },
    [
      'To urge member states to widen {-MEX:regular pathways -}for migration.',
      'To invite member states to share their {+MEX:regular pathways +}experience and their good practices.',
    ],
  ],
  [
    'undo takes back one’s own words and redo brings them again',
    async (mexico, canada) => {
      await mexico.typeAfter('General Secretariat', ' of the Organization')
      await canada.typeAfter('To request', ', once more,')
      await allRead(mexico, canada)
      await mexico.press('Control+z')
      await allRead(mexico, canada)
      expect(await canada.paragraph('General Secretariat')).not.toContain('MEX')
      await mexico.press('Control+y')
    },
    [
      'To request{+CAN:, once more,+} the General Secretariat{+MEX: of the Organization+} to report on these paragraphs.',
    ],
  ],
  [
    'Enter at a paragraph’s end begins a new one, which is the delegation’s own',
    (mexico) => mexico.typeAfter('pathways for migration.', '\nTo encourage dialogue.'),
    [
      'To urge member states to widen regular pathways for migration.',
      '{+MEX:To encourage dialogue.+}',
      'To invite member states to share their experience and their good practices.',
    ],
  ],
  [
    'Enter inside a paragraph is a split that can be seen',
    async (mexico) => {
      await mexico.caretAfter('widen regular pathways')
      await mexico.press('Enter')
    },
    ['To urge member states to widen regular pathways{+MEX:¶+} for migration.'],
  ],
  [
    'Backspace at a paragraph’s start proposes to join it to the one before',
    async (mexico) => {
      await mexico.caretBefore('To invite member')
      await mexico.press('Backspace')
    },
    ['⤴MEX To invite member states to share their experience and their good practices.'],
  ],
  [
    'several paragraphs pasted at an end are new paragraphs, brackets and all',
    async (mexico) => {
      await mexico.caretAfter('pathways for migration.')
      await mexico.paste('\nTo ask [first].\nTo ask again.\nTo ask a third time.')
    },
    ['{+MEX:To ask [first].+}', '{+MEX:To ask again.+}', '{+MEX:To ask a third time.+}'],
  ],
  [
    'words dragged elsewhere are struck where they were and new where they are, another’s too',
    async (mexico, canada) => {
      await canada.typeAfter('to widen', ' safe')
      await mexico.selectWords('safe regular ')
      await mexico.drag('regular', 'their experience')
    },
    [
      'To urge member states to widen{+CAN: {-MEX:safe-}+}{-MEX: regular -}pathways for migration.',
      'To invite member states to share {+MEX:safe regular +}their experience and their good practices.',
    ],
  ],
  [
    'words pasted over another’s strike them and take none of them',
    async (mexico, canada) => {
      await canada.typeAfter('to widen', ' safe')
      await mexico.selectWords('widen safe regular')
      await mexico.paste('open')
    },
    [
      'To urge member states to {-MEX:widen-}{+CAN:{-MEX: safe-}+}{-MEX: regular-}{+MEX:open+} pathways for migration.',
    ],
  ],
]

describe('a gesture of a delegate', () => {
  test.each(gestures)('%s', async (_, gesture, becomes) => {
    const [mexico, canada] = await browsers().join(await browsers().newDraft(), 'Mexico', 'Canada')
    await gesture(mexico, canada)
    for (const paragraph of becomes) await mexico.reads(paragraph)
    await allRead(mexico, canada)
  })
})

/** The text without what anybody proposes: no gesture of a delegate may touch it. */
const base = (text: readonly string[]): string[] =>
  text.map((each) => plain(each.replace(/^(⤴\S+ )+/, ''), 'base')).filter((each) => each !== '')

test('everything selected and typed over is struck, and every word of the base and of others is still there', async () => {
  const draft = await browsers().newDraft()
  const [mexico, canada] = await browsers().join(draft, 'Mexico', 'Canada')
  const before = base(await mexico.text())
  await mexico.typeAfter('to widen', ' safe')
  await allRead(mexico, canada)
  await canada.press('Control+a')
  await canada.caretAfter('To urge')
  await canada.press('Control+a', 'Delete')
  const text = await allRead(mexico, canada)
  expect(base(text)).toEqual(before)
  expect(await mexico.paragraph('to widen')).toBe(
    '{-CAN:To urge member states to widen-}{+MEX:{-CAN: safe-}+}{-CAN: regular pathways for migration.-}',
  )
})

test('four delegations write in one paragraph at the same time and nobody loses a letter', async () => {
  const draft = await browsers().newDraft()
  const participants = await browsers().join(draft, 'Mexico', 'Canada', 'Brazil', 'Jamaica')
  const [mexico, canada, brazil, jamaica] = participants
  await Promise.all([
    mexico.typeAfter('To invite', ' once in every year'),
    canada.typeAfter('share their', ' long and varied'),
    brazil.typeAfter('experience and', ' all of what are'),
    jamaica.typeAfter('good practices', ' in this and other fields'),
  ])
  await allRead(...participants)
  await jamaica.reads(
    'To invite{+MEX: once in every year+} member states to share their{+CAN: long and varied+} experience and{+BRA: all of what are+} their good practices{+JAM: in this and other fields+}.',
  )
})

describe('an input method composes', () => {
  const composed = async (place: (mexico: Participant) => Promise<unknown>, becomes: string) => {
    const [mexico, canada] = await browsers().join(await browsers().newDraft(), 'Mexico', 'Canada')
    await place(mexico)
    const keyboard = await mexico.inputMethod()
    await keyboard.compose('n', 'ni', 'にh')
    await canada.typeAfter('share their', ' own')
    await canada.stored()
    await keyboard.compose('にほ', 'にほん')
    await keyboard.commit('日本')
    await allRead(mexico, canada)
    expect(await canada.text()).toContain(becomes)
  }
  test('in the base text, with a remote edit in the middle of it', () =>
    composed(
      (mexico) => mexico.caretAfter('To invite'),
      'To invite{+MEX:日本+} member states to share their{+CAN: own+} experience and their good practices.',
    ))
  // The first letter composed stays beside what is committed.
  test.fails('over selected words, with a remote edit in the middle of it', () =>
    composed(
      (mexico) => mexico.selectWords('good'),
      'To invite member states to share their{+CAN: own+} experience and their {-MEX:good-}{+MEX:日本+} practices.',
    ),
  )
})
