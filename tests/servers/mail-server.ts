import { SMTPServer } from 'smtp-server'

/** A mail server that takes letters, but none for addresses that begin with "gone". */
export async function mailServer() {
  const letters: { to: string; text: string }[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo({ address }, _session, answer) {
      const gone = Object.assign(new Error('no such mailbox'), { responseCode: 550 })
      answer(address.startsWith('gone') ? gone : null)
    },
    onData(stream, session, answer) {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address).join()
        letters.push({ to, text: Buffer.concat(parts).toString() })
        answer(null)
      })
    },
  })
  server.on('error', () => undefined)
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.server.address() as { port: number }
  const stop = () => new Promise<void>((stopped) => server.close(stopped))
  return { letters, url: `smtp://127.0.0.1:${port}`, stop }
}

/** What a mail program shows of a letter: its headers unfolded, its words decoded (RFC 2045, 6.7). */
export function readLetter(raw: string): { header(name: string): string | undefined; words: string } {
  const [head = '', ...rest] = raw.split('\r\n\r\n')
  const headers = head.replace(/\r\n[ \t]+/g, ' ').split('\r\n')
  const body = rest.join('\n\n')
  const bytes = body
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
  return {
    header: (name) => headers.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2),
    words: Buffer.from(bytes, 'latin1').toString(),
  }
}
