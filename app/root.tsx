import { isRouteErrorResponse, Links, Meta, Outlet, Scripts, ScrollRestoration } from '@remix-run/react'
import { useRouteError, useRouteLoaderData } from '@remix-run/react'
import type { LoaderFunctionArgs } from '@remix-run/node'
import inter from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url'
import serif from '@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2?url'
import { ErrorPage } from './ui/shell/error-page.tsx'
import { useNonce } from './ui/shell/nonce.ts'
import { Pending } from './ui/kit/pending.tsx'
import { ViewerProvider } from './ui/shell/viewer.tsx'
import { Title } from './ui/shell/title.tsx'
import { useMessages } from './ui/kit/messages-context.tsx'
import './styles/index.css'

export function loader({ context }: LoaderFunctionArgs) {
  const { user, csrf } = context
  const viewer = user && {
    name: user.name,
    email: user.email,
    role: user.role,
    delegation: user.delegation,
    demo: user.demo,
  }
  return { viewer, csrf }
}

export const links = () => [
  { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' },
  { rel: 'manifest', href: '/site.webmanifest' },
  ...[inter, serif].map((href) => ({
    rel: 'preload',
    href,
    as: 'font',
    type: 'font/woff2',
    crossOrigin: 'anonymous' as const,
  })),
]

export function Layout({ children }: { children: React.ReactNode }) {
  const nonce = useNonce()
  const { language, product } = useMessages()
  const found = useRouteLoaderData<typeof loader>('root')
  return (
    <html lang={language}>
      <head>
        <meta charSet="utf-8" />
        <meta
          name="viewport"
          content="width=device-width, initial-scale=1, interactive-widget=resizes-content"
        />
        <meta name="theme-color" content="#fffefb" media="(prefers-color-scheme: light)" />
        <meta name="theme-color" content="#1b1d21" media="(prefers-color-scheme: dark)" />
        <Title />
        <meta name="description" content={product.purpose} />
        <Meta />
        <Links />
      </head>
      <body>
        <ViewerProvider value={{ viewer: found?.viewer ?? null, csrf: found?.csrf ?? '' }}>
          <SkipLink />
          {children}
        </ViewerProvider>
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  )
}

function SkipLink() {
  return (
    <a className="skip" href="#main">
      {useMessages().product.skip}
    </a>
  )
}

export default function App() {
  return (
    <>
      <Pending />
      <Outlet />
    </>
  )
}

export function ErrorBoundary() {
  const error = useRouteError()
  return <ErrorPage status={isRouteErrorResponse(error) ? error.status : null} />
}
