import { useEffect, useLayoutEffect } from 'react'

/** `useLayoutEffect` that says nothing on the server, where no layout is. */
export const useBrowserLayoutEffect = typeof window === 'undefined' ? useEffect : useLayoutEffect
