import { createTransport } from 'nodemailer'
import type { Letter, Post, Posted } from '#app/usecases/record/mail-notices.ts'

/** ms after which a mail server that says nothing is given up. */
const PATIENCE = 15_000

export type OpenPost = Post & { close(): void }

/**
 * Brings letters to the mail server at `url` ("smtp://user:password@host:587", "smtps://…").
 *
 * @param from who they are from, "Corchete <no-reply@example.org>"
 */
export function openPost(url: string, from: string): OpenPost {
  const transport = createTransport({
    url,
    connectionTimeout: PATIENCE,
    greetingTimeout: PATIENCE,
    socketTimeout: PATIENCE,
    dnsTimeout: PATIENCE,
    // Letters hold what the product says; none of it is a path or an address to read from.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    async send({ to, subject, text, unsubscribe }: Letter): Promise<Posted> {
      try {
        await transport.sendMail({
          from,
          to,
          subject,
          text,
          headers: {
            'List-Unsubscribe': `<${unsubscribe}>`,
            // RFC 8058: a mail program ends these mails with one POST to that address, without opening it.
            'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
            'Auto-Submitted': 'auto-generated',
          },
        })
        return { kind: 'sent' }
      } catch (error) {
        return faultOf(error as SmtpError)
      }
    },
    close: () => transport.close(),
  }
}

type SmtpError = Error & { code?: string; command?: string; responseCode?: number; response?: string }

/** What the other side refuses for this address or this letter is final (RFC 5321, 4.2.1); the rest may pass. */
export function faultOf({ command, responseCode = 0, response, message }: SmtpError): Posted {
  const said = response ?? message
  const isAboutLetter = command === 'RCPT TO' || command === 'DATA' || command === 'MAIL FROM'
  return { kind: isAboutLetter && responseCode >= 500 ? 'bounced' : 'failed', said }
}
