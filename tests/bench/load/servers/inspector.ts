import { WebSocket } from 'ws'

/** What a Node process keeps, in bytes, after everything that can be collected was. */
export type HeldMemory = { rss: number; heapUsed: number; external: number; arrayBuffers: number }

type Answer = { id: number; result?: { result?: { value?: string } }; error?: { message: string } }

/** Settings that open a process's inspector at a port; its cost is small, but only memory is measured with it. */
export const inspected = (port: number): Record<string, string> => ({
  NODE_OPTIONS: `--inspect=127.0.0.1:${port}`,
})

/** Collects garbage in a process whose inspector is at that port, and asks what it keeps. */
export async function keptBy(port: number): Promise<HeldMemory> {
  const [target] = (await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()) as {
    webSocketDebuggerUrl: string
  }[]
  const socket = new WebSocket(target!.webSocketDebuggerUrl)
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
  let calls = 0
  const call = (method: string, params: object = {}): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const id = ++calls
      const hear = (message: Buffer) => {
        const answer = JSON.parse(message.toString()) as Answer
        if (answer.id !== id) return
        socket.off('message', hear)
        if (answer.error) reject(new Error(answer.error.message))
        else resolve(answer)
      }
      socket.on('message', hear)
      socket.send(JSON.stringify({ id, method, params }))
    })
  try {
    for (let turn = 0; turn < 3; turn++) {
      await call('HeapProfiler.collectGarbage')
      await new Promise((resolve) => setTimeout(resolve, 300))
    }
    const expression = 'JSON.stringify(process.memoryUsage())'
    const { result } = await call('Runtime.evaluate', { expression })
    return JSON.parse(result!.result!.value!) as HeldMemory
  } finally {
    socket.close()
  }
}
