import { createContext, useContext } from 'react'
import type { DelegationCode, Role } from '#app/domain/basics/actor.ts'

/** Who looks at the page. */
export type Viewer = {
  name: string
  email: string
  role: Role
  delegation: DelegationCode | null
  demo: boolean
}

export type ViewerSession = {
  viewer: Viewer | null
  /** Goes back with every form and every decision. */
  csrf: string
}

const Session = createContext<ViewerSession>({ viewer: null, csrf: '' })

export const ViewerProvider = Session.Provider

/** Null when nobody is signed in. */
export const useViewer = (): Viewer | null => useContext(Session).viewer
export const useCsrf = (): string => useContext(Session).csrf

/** Stands in every form that changes something. */
export function CsrfField() {
  return <input type="hidden" name="csrf" value={useCsrf()} />
}
