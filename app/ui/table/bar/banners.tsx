import { Banner } from '#app/ui/kit/banner.tsx'
import { Button, LinkButton } from '#app/ui/kit/button.tsx'
import { useMessages } from '#app/ui/kit/messages-context.tsx'
import type { Connection, ServerConnection } from '#app/live/types.ts'
import type { TableProps } from '#app/ui/context/table-props.ts'

type Shown = Pick<TableProps, 'draft' | 'connection' | 'server' | 'view'> & { writes: boolean }

/** What everyone at this table must know now, in one sentence with what to do. */
export function TableBanners({ draft, connection, server, view, writes }: Shown) {
  const { banners, table } = useMessages()
  return (
    <>
      {draft.phase === 'transmitted' && (
        <Banner
          tone="good"
          action={
            <LinkButton size="small" to={`/drafts/${draft.id}/road`}>
              {banners.transmittedAction}
            </LinkButton>
          }
        >
          {banners.transmitted}
        </Banner>
      )}
      <ConnectionBanner {...{ draft, connection, server, writes }} />
      {writes && view.kind !== 'rolling' && (
        <Banner>{table.views.readOnly(table.views.names[view.kind])}</Banner>
      )}
    </>
  )
}

/** What the word at the top means for the work, where it means more than waiting a moment. */
function ConnectionBanner({ draft, connection, server, writes }: Omit<Shown, 'view'>) {
  const { connectionBanners: says } = useMessages()
  const warn = (text: string, action?: React.ReactNode) => (
    <Banner tone="warn" action={action}>
      {text}
    </Banner>
  )
  const reload = (
    <Button size="small" onClick={() => window.location.reload()}>
      {says.reload}
    </Button>
  )
  const retry = (
    <Button size="small" onClick={() => server?.retry()}>
      {says.retry}
    </Button>
  )
  const said: Partial<Record<Connection, () => React.ReactNode>> = {
    offline: () => warn(writes ? offline(server, says) : says.offlineReading),
    busy: () => warn(writes ? says.busy : says.busyReading, retry),
    crowded: () => warn(says.crowded, retry),
    ended: () =>
      warn(
        says.ended,
        <LinkButton size="small" to={`/sign-in?ended&return=${encodeURIComponent(`/drafts/${draft.id}`)}`}>
          {says.endedAction}
        </LinkButton>,
      ),
    outdated: () => warn(says.outdated, reload),
    changed: () => warn(says.changed, reload),
    gone: () =>
      warn(
        says.gone,
        <LinkButton size="small" to="/">
          {says.goneAction}
        </LinkButton>,
      ),
  }
  return said[connection]?.() ?? null
}

const offline = (
  server: ServerConnection | null,
  says: ReturnType<typeof useMessages>['connectionBanners'],
) => (server?.figures().keeps === false ? says.offlineKeepingNothing : says.offline)
