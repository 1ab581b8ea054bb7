import { RemixBrowser } from '@remix-run/react'
import { startTransition, StrictMode } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { messagesIn } from './messages/catalogue.ts'
import { MessagesProvider } from './ui/kit/messages-context.tsx'

/**
 * Resolves when the page's data, which come with its last bytes, are read. Remix begins to read them when it is asked
 * for the page, and throws the promise of them until then. Within React that would be too late: a key pressed
 * meanwhile has React draw at once, find nothing that catches the promise, and leave the page dead for good.
 */
async function dataRead(): Promise<void> {
  try {
    RemixBrowser({})
  } catch (thrown) {
    if (thrown instanceof Promise) await thrown
  }
}

void dataRead().then(() =>
  startTransition(() => {
    hydrateRoot(
      document,
      <StrictMode>
        <MessagesProvider value={messagesIn(document.documentElement.lang)}>
          <RemixBrowser />
        </MessagesProvider>
      </StrictMode>,
    )
  }),
)
