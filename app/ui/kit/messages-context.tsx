import { createContext, useContext } from 'react'
import { messagesIn } from '#app/messages/catalogue.ts'
import type { Messages } from '#app/messages/en.ts'

const Words = createContext<Messages>(messagesIn('en'))

/** Gives every component below it the catalogue of one language. */
export function WordsProvider({ language, children }: { language: string; children: React.ReactNode }) {
  return <Words.Provider value={messagesIn(language)}>{children}</Words.Provider>
}

export const useMessages = (): Messages => useContext(Words)
