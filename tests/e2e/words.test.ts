import { describe, expect, test } from 'vitest'
import { withHouse } from './house.ts'
import { alike, type Seat } from './seat.ts'

const house = withHouse()

type Gesture = (mexico: Seat, canada: Seat) => Promise<unknown>

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
      await alike(mexico, canada)
      await mexico.press('Control+z')
      await alike(mexico, canada)
      expect(await canada.paragraph('General Secretariat')).not.toContain('MEX')
      await mexico.press('Control+y')
    },
    [
      'To request{+CAN:, once more,+} the General Secretariat{+MEX: of the Organization+} to report on these paragraphs.',
    ],
  ],
]

describe('a gesture of a delegate', () => {
  test.each(gestures)('%s', async (_, gesture, becomes) => {
    const [mexico, canada] = await house().table(await house().draft(), 'Mexico', 'Canada')
    await gesture(mexico, canada)
    const text = await alike(mexico, canada)
    for (const paragraph of becomes) expect(text).toContain(paragraph)
  })
})
