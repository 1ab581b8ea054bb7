import { RemixBrowser } from '@remix-run/react'
import { startTransition, StrictMode } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { messagesIn } from './messages/catalogue.ts'
import { MessagesProvider } from './ui/kit/messages-context.tsx'

startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <MessagesProvider value={messagesIn(document.documentElement.lang)}>
        <RemixBrowser />
      </MessagesProvider>
    </StrictMode>,
  )
})
