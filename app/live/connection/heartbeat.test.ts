import { describe, expect, test } from 'vitest'
import { Heartbeat } from './heartbeat.ts'

/** A connection that has answered its first ping after `latency` ms. */
function answering(latency: number): Heartbeat {
  const heartbeat = new Heartbeat()
  heartbeat.answered(heartbeat.opened(0), latency)
  return heartbeat
}

describe('the heartbeat of a connection', () => {
  test('measures the round trip of a ping', () => expect(answering(42).latency).toBe(42))

  test('measures nothing by an answer to an older ping', () => {
    const heartbeat = answering(40)
    heartbeat.hurry(1_000)
    heartbeat.answered(1, 9_000)
    expect(heartbeat.latency).toBe(40)
  })

  const silent: [what: string, make: () => Heartbeat, silence: number, is: 'dead' | null][] = [
    ['is still thought to live after 10 s of silence', () => asked(answering(40)), 10_000, null],
    ['is dead after 13 s of silence', () => asked(answering(40)), 13_000, 'dead'],
    ['is dead after 4 s when it was to answer soon', () => hurried(answering(40)), 4_000, 'dead'],
    ['has more time when it is slow', () => hurried(answering(1_600)), 9_000, null],
    ['is not given up while the first text is on its way', firstText, 80_000, null],
    ['is dead in the end, answers or not', firstText, 91_000, 'dead'],
  ]
  test.each(silent)('%s', (_, make, silence, is) => {
    const answer = make().beat(100_000 + silence)
    expect(answer === 'dead' ? 'dead' : null).toBe(is)
  })

  test('lives as long as anything is heard', () => {
    const heartbeat = hurried(answering(40))
    heartbeat.heard(102_500)
    expect(heartbeat.beat(104_000)).not.toBe('dead')
  })

  test('asks every 15 s, and more often while somebody looks', () => {
    const heartbeat = answering(40)
    expect(heartbeat.beat(14_000)).toBeNull()
    expect(heartbeat.beat(15_000)).toEqual({ ping: 2 })
    heartbeat.answered(2, 15_040)
    heartbeat.watched = true
    expect(heartbeat.beat(17_500)).toEqual({ ping: 3 })
  })
})

function asked(heartbeat: Heartbeat): Heartbeat {
  expect(heartbeat.beat(100_000)).toEqual({ ping: 2 })
  return heartbeat
}

function hurried(heartbeat: Heartbeat): Heartbeat {
  heartbeat.hurry(100_000)
  return heartbeat
}

function firstText(): Heartbeat {
  const heartbeat = new Heartbeat()
  heartbeat.opened(100_000)
  return heartbeat
}
