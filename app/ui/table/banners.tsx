import { Button, LinkButton } from '../button.tsx'
import { Banner } from '../banner.tsx'
import { useMessages } from '../words.tsx'
import type { TableProps } from './seat.ts'

/** What everyone at this table must know now, in one sentence with what to do. */
export function TableBanners({
  draft,
  connection,
  view,
  writes,
}: Pick<TableProps, 'draft' | 'connection' | 'view'> & {
  writes: boolean
}) {
  const m = useMessages()
  const { banners } = m
  const back = `/sign-in?ended&return=${encodeURIComponent(`/drafts/${draft.id}`)}`
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
      {connection === 'offline' && (
        <Banner tone="warn">{writes ? banners.offline : banners.offlineReading}</Banner>
      )}
      {connection === 'ended' && (
        <Banner
          tone="warn"
          action={
            <LinkButton size="small" to={back}>
              {banners.endedAction}
            </LinkButton>
          }
        >
          {banners.ended}
        </Banner>
      )}
      {connection === 'outdated' && (
        <Banner
          tone="warn"
          action={
            <Button size="small" onClick={() => window.location.reload()}>
              {banners.outdatedAction}
            </Button>
          }
        >
          {banners.outdated}
        </Banner>
      )}
      {writes && view.kind !== 'rolling' && (
        <Banner>{m.table.views.readOnly(m.table.views.names[view.kind])}</Banner>
      )}
    </>
  )
}
