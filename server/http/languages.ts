import type { RequestHandler, Response } from 'express'
import type { Language } from '#app/domain/basics/draft.ts'
import { messagesIn, type Catalogues } from '#app/messages/catalogue.ts'
import type { Messages } from '#app/messages/en.ts'
import { languageOf } from '#app/messages/language.ts'
import { sayStatus } from '#app/messages/status.ts'

/** Decides once in which of the languages that have a catalogue a request is answered. */
export function giveLanguage(catalogues: Catalogues): RequestHandler {
  const spoken = Object.keys(catalogues) as Language[]
  return (request, response, next) => {
    response.locals.messages = messagesIn(languageOf(request.acceptsLanguages(), spoken), catalogues)
    next()
  }
}

export const messagesOf = (response: Response): Messages => response.locals.messages as Messages

/** Answers in plain text, where no page is to say it. */
export function sayPlainly(response: Response, status: number): void {
  response
    .status(status)
    .type('text/plain')
    .send(sayStatus(messagesOf(response), status).join('. '))
}
