import { createContext, useContext } from 'react'

/** The per-response value that the content security policy asks of inline scripts; empty in the browser. */
const Nonce = createContext('')
export const NonceProvider = Nonce.Provider
export const useNonce = (): string => useContext(Nonce)
