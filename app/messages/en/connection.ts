import { count } from './common.ts'

/** The state of the connection; each is a sentence that is true. */
export const connection = {
  saved: { word: 'Saved', hint: 'Everything you wrote is stored on the server.' },
  saving: { word: 'Saving…', hint: 'Your last words are on their way.' },
  slow: { word: 'Slow line', hint: 'Your words are on their way. Go on writing.' },
  connecting: { word: 'Connecting…', hint: 'The text can be read meanwhile.' },
  reconnecting: { word: 'Reconnecting…', hint: 'The connection was lost a moment ago. Go on writing.' },
  offline: { word: 'Offline', hint: 'Go on writing: your words are sent when the connection returns.' },
  busy: { word: 'Waiting', hint: 'The server cannot store words at the moment. Go on writing.' },
  crowded: { word: 'Paused', hint: 'Too much came from you at once. Close other windows with this draft.' },
  ended: { word: 'Signed out', hint: 'Your words are kept on this device until you sign in again.' },
  outdated: { word: 'Reload', hint: 'This page is older than the server.' },
  changed: { word: 'Reload', hint: 'Your role or your delegation has changed.' },
  gone: { word: 'No draft', hint: 'This draft is not here any more.' },
  reading: { word: 'Live', hint: 'You see every change as it is made.' },
  frozen: { word: 'Final', hint: 'This text has been transmitted and cannot change.' },
}

const unsaved = (words: number) =>
  words > 0 ? `${count(words, { one: '#', other: '#' })} unsaved` : 'unsaved'

/** What the panel behind the word says about the line. */
export const connectionPanel = {
  title: 'Connection',
  open: 'About the connection',
  /** Beside the word at the top: "3 unsaved". */
  unsaved,
  /** Said aloud when it matters: "Slow line: your words are on their way, 3 unsaved". */
  slow: (words: number) => `Slow line: your words are on their way, ${unsaved(words)}`,
  again: 'Everything you wrote is stored again.',
  againReading: 'Connected again.',
  words: 'Not stored yet',
  none: 'Nothing',
  count: (words: number) => count(words, { one: '# word', other: '# words' }),
  change: 'A change without new words',
  saved: 'Last save',
  never: 'None in this visit',
  trip: 'There and back',
  milliseconds: (ms: number) => `${count(Math.round(ms), { one: '#', other: '#' })} ms`,
  seconds: (ms: number) => `${(ms / 1000).toFixed(1)} s, a slow line`,
  unmeasured: 'Not measured yet',
  since: 'Connected',
  away: 'Not connected',
  sinceTime: (span: string, time: string) => `${span}, since ${time} UTC`,
  moment: 'A moment',
  justNow: 'just now',
  keeps:
    'Words that are not stored yet are kept on this device, even if you close the browser, and sent when you return.',
  keepsNothing:
    'This browser keeps nothing on the device. Leave this page open until everything is stored, or your last words are lost.',
  triesIn: (seconds: number) => `Next try in ${count(seconds, { one: '# second', other: '# seconds' })}.`,
  tries: 'Trying to connect…',
  retry: 'Try now',
}

export const connectionBanners = {
  offline:
    'You are offline. Go on writing: your words are kept on this device and sent when the connection returns.',
  offlineKeepingNothing:
    'You are offline, and this browser keeps nothing on the device. Leave this page open: your words are sent when the connection returns.',
  offlineReading: 'You are offline. What you see may be older than what the room sees.',
  busy: 'The server cannot store words at the moment. Go on writing: they are sent as soon as it can.',
  busyReading:
    'The server cannot be followed at the moment. What you see may be older than what the room sees.',
  crowded:
    'Too much came from you at once, or this draft is open in too many windows. Close the others; this one comes back in half a minute.',
  retry: 'Try now',
  ended: 'Your session has ended. Your words are kept on this device.',
  endedAction: 'Sign in again',
  outdated: 'This page is older than the server. Reload it before you write.',
  changed: 'Your role or your delegation has changed. Reload the page to go on as who you are now.',
  reload: 'Reload',
  gone: 'This draft is not here any more. What you had not sent is kept on this device.',
  goneAction: 'To the drafts',
}
