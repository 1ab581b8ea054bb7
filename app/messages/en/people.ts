export const signIn = {
  title: 'Sign in',
  lead: 'The table where delegations negotiate resolution text.',
  email: 'E-mail',
  password: 'Password',
  submit: 'Sign in',
  again: 'Your session has ended. Sign in again: words that were not sent are kept on this device.',
  wrong: 'E-mail and password do not match. Check both and try again.',
  tooMany: 'Too many failed attempts. Wait fifteen minutes, then try again.',
  emailNeeded: 'Write your e-mail address.',
  emailMalformed: 'This is not an e-mail address, such as name@example.org.',
  passwordNeeded: 'Write your password.',
  demo: {
    title: 'Visit around in a demo account',
    lead: 'One click, no password. Open several in different browsers to sit at the table together.',
    as: (name: string) => `Sign in as ${name}`,
    gone: 'That demo account is not here any more. Choose another one.',
  },
}

export const account = {
  title: 'Account',
  you: 'You are signed in as',
  role: 'Role',
  delegation: 'Delegation',
  email: 'E-mail',
  demo: 'This is a demo account that other visitors use too.',
  signOut: 'Sign out',
  signOutHint: 'Ends this session on this device.',
  sessions: 'Where you are signed in',
  sessionsLead: 'Each line is one browser. End those that you do not know, and tell the administrator.',
  device: (browser: string | null, system: string | null) =>
    browser && system ? `${browser} on ${system}` : (browser ?? system ?? 'Unknown device'),
  thisDevice: 'This browser',
  since: (at: string) => `since ${at}`,
  used: (at: string) => `last used ${at}`,
  endSession: 'End',
  endOf: (device: string, at: string) => `End the session on ${device}, since ${at}`,
  endOthers: 'End all others',
  ended: 'Ended.',
  signOutEverywhere: 'Sign out everywhere',
  signOutEverywhereHint: 'Ends every session of this account, on all devices, within a second.',
}

export const proof = {
  title: 'Is it still you?',
  lead: 'You gave your password a while ago. Give it again before this is carried out; nothing that you wrote is lost.',
  demoLead:
    'You signed in a while ago, and others are asked for their password before this is carried out. A demo account has none: one click is enough.',
  password: 'Password',
  passwordNeeded: 'Write your password.',
  confirm: 'Go on',
  demoConfirm: 'Yes, it is me',
  wrong: 'The password does not match. Try again.',
  tooMany: 'Too many failed attempts. Wait fifteen minutes, then try again.',
  byPage: 'Give your password again, then come back to this page.',
}

export const errors = {
  notFound: 'Nothing is here',
  notFoundText: 'The page does not exist, or the draft has been given another address.',
  forbidden: 'This is not for your role',
  forbiddenText: 'You are signed in, but this page is for others in the room.',
  formExpired: 'This form has expired',
  formExpiredText: 'Go back, reload the page and send it again. What you wrote is still in the form.',
  tooLarge: 'This is too large',
  tooLargeText: 'Texts of up to 10 MB are taken.',
  otherSite: 'This request comes from another site and was not carried out.',
  unreadable: 'This could not be read',
  unreadableText:
    'The address or the form holds something that no page here sends. Go back, reload the page and try again.',
  tooFast: 'Too much was asked for at once',
  tooFastText:
    'This server answers each person at a pace, so that everybody’s words get through. Wait a few seconds, then reload the page. Nothing that you wrote at the table is lost.',
  unreachable: 'This table cannot be reached for a moment',
  unreachableText:
    'Nothing that was shown as saved is lost. Wait a few seconds, then reload the page. If you have just decided something, look whether it stands in the text before you decide it again.',
  broken: 'Something went wrong here',
  brokenText:
    'It is our fault, not yours. What was shown as saved is saved. Reload the page; if it happens again, tell the secretariat what you did.',
  offline: 'No connection to the server',
  offlineText:
    'The server has not answered. Visit whether it was carried out before you try again; if nothing moves, check your network.',
  toDrafts: 'Go to the drafts',
  reload: 'Reload the page',
}
