import type { Messages } from './en.ts'

/**
 * What happened and what to do, in plain words, where there is nothing else to show.
 *
 * @param status that of HTTP; null for a fault of ours
 */
export const sayStatus = ({ errors }: Messages, status: number | null): [title: string, text: string] =>
  ({
    400: [errors.unreadable, errors.unreadableText] as [string, string],
    403: [errors.forbidden, errors.forbiddenText] as [string, string],
    404: [errors.notFound, errors.notFoundText] as [string, string],
    405: [errors.unreadable, errors.unreadableText] as [string, string],
    413: [errors.tooLarge, errors.tooLargeText] as [string, string],
    419: [errors.formExpired, errors.formExpiredText] as [string, string],
    429: [errors.tooFast, errors.tooFastText] as [string, string],
    503: [errors.unreachable, errors.unreachableText] as [string, string],
  })[status ?? 500] ?? [errors.broken, errors.brokenText]
