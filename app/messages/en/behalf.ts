/** The secretariat types what delegations say from the floor. */
export const behalf = {
  open: 'Type for…',
  title: 'Type for a delegation',
  lead: 'What you type stands under the delegation’s name, with a small mark until it says that the words are its own.',
  search: 'Delegation',
  searchHint: 'Type a part of the name; Enter takes the first.',
  none: 'No delegation has a name like this.',
  banner: (name: string) =>
    `You are typing for ${name}. Your words stand under its name, marked ° until ${name} confirms them.`,
  other: 'Another delegation',
  stop: 'Stop',
  unconfirmed: 'Typed by the Secretariat, not confirmed yet',
  confirm: 'Confirm',
}
