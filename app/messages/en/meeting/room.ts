import type { ScreenView } from '#app/domain/meeting/screen.ts'

export const room = {
  title: 'Room screen',
  views: { rolling: 'Rolling text', clean: 'Clean text', bracketed: 'Bracketed text' } as Record<
    ScreenView,
    string
  >,
  of: (label: string, last: string) => `${label} of ${last}`,
  whole: 'Whole text',
  lost: 'Connection lost: this may not be the latest text',
  ended: 'This screen has been signed out',
  empty: 'The draft has no text yet.',
  notInView: 'This paragraph is not part of this view.',
  blank: 'The screen is blank.',
  speaking: (name: string) => `${name} has the floor`,
  next: (names: readonly string[]) => `Next: ${names.join(', ')}`,
  silence: 'Silence procedure',
}

export const remote = {
  title: 'Remote control',
  lead: (title: string) => `The room shows ${title}`,
  previous: 'Previous',
  next: 'Next',
  shown: 'In the room now',
  nothing: 'No paragraph chosen',
  view: 'View',
  size: 'Size',
  smaller: 'Smaller',
  bigger: 'Bigger',
  whole: 'Text around it',
  blank: 'Blank screen',
  speakers: 'Show speakers',
  jump: 'Go to a paragraph',
  toTable: 'Table',
}
