import { zoneName } from '../zone.ts'
import { when } from './common.ts'
import { clockOf } from './meeting/clock.ts'

/** The page where the secretariat says where organs meet. */
export const organs = {
  title: 'Organs',
  lead: 'By which clock the deadlines of an organ’s drafts are entered and shown. A draft may have another, under its own Meeting.',
  now: (day: string, time: string, zone: string) => `There it is now ${time} on ${when.day(day)} (${zone}).`,
  label: (code: string) => `Time zone of ${code}`,
  set: 'Set the time zone',
  setOf: (name: string) => `Set the time zone of ${name}`,
  done: (name: string, zone: string) =>
    `${name} meets by ${clockOf(zone)} from now on. Silence that runs keeps the clock it was set by.`,
  unknown: 'The server knows no such time zone. Choose one of the list.',
  changes: 'Changes',
  changed: (name: string, before: string, zone: string) => `${name}: ${zoneName(before)} → ${zoneName(zone)}`,
  /** Leads here from a draft. */
  link: 'Change it for the organ and all its drafts',
}
