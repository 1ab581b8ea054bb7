import { EventEmitter, once } from 'node:events'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { expect, test } from 'vitest'
import type { WebSocket } from 'ws'
import { accept, refuse } from '#app/domain/basics/result.ts'
import type { Rooms } from '#app/usecases/ports.ts'
import { chair } from '#tests/builders/memory-rooms.ts'
import { metricsOnPort, metricsWithToken } from './metrics-endpoint.ts'
import { openMetrics } from './metrics.ts'

const SECRET = 'Reaffirming the "tangerine" clause'

test('the figures count what the rooms tell, and hold no text even where a fault brings one', async () => {
  const metrics = openMetrics()
  const { meter } = metrics
  meter.taken(3)
  meter.refused('not-your-layer')
  meter.refused(SECRET)
  meter.committed({ updates: 3, entries: 1 }, 2)
  meter.shown(4)
  meter.opened(30)
  meter.lagged()
  metrics.sideWorkFailed('index-revision')
  metrics.sideWorkFailed(SECRET)
  const text = await metrics.text(() => ({ rooms: 2, undone: 3 }))
  for (const line of [
    'corchete_rooms 2',
    'corchete_side_work 3',
    'corchete_side_work_failures_total{kind="index-revision"} 1',
    'corchete_side_work_failures_total{kind="other"} 1',
    'corchete_updates_total 3',
    'corchete_refusals_total{kind="not-your-layer"} 1',
    'corchete_refusals_total{kind="other"} 1',
    'corchete_record_entries_total 1',
    'corchete_commit_seconds_sum 0.002',
    'corchete_commit_updates_sum 3',
    'corchete_show_seconds_sum 0.004',
    'corchete_open_seconds_sum 0.03',
    'corchete_lagged_total 1',
  ])
    expect(text.split('\n')).toContain(line)
  expect(text).toContain('nodejs_eventloop_lag_p99_seconds')
  expect(text).not.toContain('tangerine')
})

test('the figures know how many sockets and sessions there are, and how sockets ended', async () => {
  const metrics = openMetrics()
  const table = metrics.counting({ connect: () => undefined, dismiss: () => undefined })
  const sit = (session: string) => {
    const socket = new EventEmitter()
    table.connect(socket as unknown as WebSocket, { actor: chair, session }, 'd')
    return socket
  }
  const [, second] = [sit('a'), sit('a'), sit('b')]
  expect(await metrics.text(() => ({ rooms: 1, undone: 0 }))).toMatch(
    /corchete_connections 3\n[^]*corchete_sessions 2\n/,
  )
  second!.emit('close', 1012)
  const text = await metrics.text(() => ({ rooms: 1, undone: 0 }))
  expect(text).toMatch(/corchete_connections 2\n[^]*corchete_sessions 2\n/)
  expect(text).toContain('corchete_sockets_closed_total{code="1012"} 1')
})

test('the figures count decisions by kind and outcome', async () => {
  const metrics = openMetrics()
  const outcomes = [async () => accept({}), async () => refuse({ kind: 'nothing-to-undo' })]
  const broken = async () => Promise.reject(new Error(SECRET))
  for (const decide of [...outcomes, broken]) {
    const rooms = metrics.deciding({ decide } as unknown as Rooms)
    await rooms.decide('d', chair, { kind: 'undo' }).catch(() => undefined)
  }
  const text = await metrics.text(() => ({ rooms: 1, undone: 0 }))
  for (const outcome of ['done', 'nothing-to-undo', 'failed'])
    expect(text).toContain(`corchete_decisions_total{kind="undo",outcome="${outcome}"} 1`)
})

test.each([
  ['nobody', undefined, 401],
  ['somebody with another token', 'Bearer fedcba9876543210', 401],
  ['whoever brings the token', 'Bearer 0123456789abcdef', 200],
])('on the public port, %s gets %s → %i', async (_, authorization, status) => {
  const figures = { contentType: 'text/plain', text: async () => 'corchete_rooms 1\n' }
  const app = express().get('/metrics', metricsWithToken('0123456789abcdef', figures))
  const server = app.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const headers: Record<string, string> = authorization ? { authorization } : {}
  const answer = await fetch(`http://127.0.0.1:${port}/metrics`, { headers })
  expect(answer.status).toBe(status)
  expect((await answer.text()).includes('corchete_rooms')).toBe(status === 200)
  server.close()
})

test('on a port of its own the figures are for this machine alone', async () => {
  const figures = { contentType: 'text/plain', text: async () => 'corchete_rooms 1\n' }
  const server = await metricsOnPort(0, figures)
  const { port, address } = server.address() as AddressInfo
  expect(address).toBe('127.0.0.1')
  expect(await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()).toBe('corchete_rooms 1\n')
  expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(404)
  await expect(metricsOnPort(port, figures)).rejects.toThrow(/^METRICS_PORT is \d+, which cannot be used/)
  server.close()
})
