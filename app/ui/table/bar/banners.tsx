import { Banner } from '#app/ui/kit/banner.tsx'
import { Button, LinkButton } from '#app/ui/kit/button.tsx'
import { useMessages } from '#app/ui/kit/messages-context.tsx'
import type { Connection, ServerConnection } from '#app/live/types.ts'
import type { TableProps } from '#app/ui/context/table-props.ts'

type Shown = Pick<TableProps, 'draft' | 'connection' | 'line' | 'view'> & { writes: boolean }

/** What everyone at this table must know now, in one sentence with what to do. */
export function TableBanners({ draft, connection, line, view, writes }: Shown) {
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
      <LineBanner {...{ draft, connection, line, writes }} />
      {writes && view.kind !== 'rolling' && (
        <Banner>{table.views.readOnly(table.views.names[view.kind])}</Banner>
      )}
    </>
  )
}

/** What the word at the top means for the work, where it means more than waiting a moment. */
function LineBanner({ draft, connection, line, writes }: Omit<Shown, 'view'>) {
  const { lineBanners: says } = useMessages()
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
    <Button size="small" onClick={() => line?.retry()}>
      {says.retry}
    </Button>
  )
  const said: Partial<Record<Connection, () => React.ReactNode>> = {
    offline: () => warn(writes ? offline(line, says) : says.offlineReading),
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

const offline = (line: ServerConnection | null, says: ReturnType<typeof useMessages>['lineBanners']) =>
  line?.figures().keeps === false ? says.offlineKeepingNothing : says.offline
