import { createContext, useContext } from 'react'
import type { Messages } from '#app/messages/en.ts'

const MessagesContext = createContext<Messages | null>(null)

/** Gives every component below it the catalogue of one language: there is none to fall back on. */
export const MessagesProvider = MessagesContext.Provider

export function useMessages(): Messages {
  const messages = useContext(MessagesContext)
  if (!messages) throw new Error('Nothing above this component says in which language it is.')
  return messages
}
