import { PassThrough } from 'node:stream'
import { createReadableStreamFromReadable } from '@remix-run/node'
import type { AppLoadContext, EntryContext } from '@remix-run/node'
import { RemixServer } from '@remix-run/react'
import { isbot } from 'isbot'
import { renderToPipeableStream } from 'react-dom/server'
import { MessagesProvider } from './ui/kit/messages-context.tsx'
import { NonceProvider } from './ui/shell/nonce.ts'

declare module '@remix-run/server-runtime' {
  interface Future {
    v3_singleFetch: true
  }
}

const patience = 10_000
export const streamTimeout = patience

/** Crawlers wait for the whole page; people get the shell, which holds the text, as soon as it stands. */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remix: EntryContext,
  context: AppLoadContext,
): Promise<Response> {
  const whole = isbot(request.headers.get('user-agent') ?? '')
  return new Promise((resolve, reject) => {
    let started = false
    const send = () => {
      started = true
      const body = new PassThrough()
      headers.set('Content-Type', 'text/html; charset=utf-8')
      resolve(new Response(createReadableStreamFromReadable(body), { headers, status }))
      pipe(body)
    }
    const { pipe, abort } = renderToPipeableStream(
      <NonceProvider value={context.nonce}>
        <MessagesProvider value={context.messages}>
          <RemixServer context={remix} url={request.url} nonce={context.nonce} abortDelay={patience} />
        </MessagesProvider>
      </NonceProvider>,
      {
        nonce: context.nonce,
        ...(whole ? { onAllReady: send } : { onShellReady: send }),
        onShellError: reject,
        onError: (error: unknown) => {
          if (started) process.emitWarning(error instanceof Error ? error : String(error))
        },
      },
    )
    setTimeout(abort, patience + 1_000).unref()
  })
}
