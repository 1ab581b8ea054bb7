/** A file to keep. `name` has letters, digits, dots and hyphens only; see `fileNameOf`. */
export function download(
  body: Uint8Array<ArrayBuffer> | string | AsyncIterable<string>,
  name: string,
  type: string,
): Response {
  const whole = typeof body === 'string' || body instanceof Uint8Array
  return new Response(whole ? body : streamOf(body), {
    headers: {
      'Content-Type': type,
      'Content-Disposition': `attachment; filename="${name}"`,
      'X-Content-Type-Options': 'nosniff',
    },
  })
}

/** As fast as whoever reads it takes it; stops when nobody does any more. */
function streamOf(texts: AsyncIterable<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  const iterator = texts[Symbol.asyncIterator]()
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await iterator.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
    async cancel() {
      await iterator.return?.()
    },
  })
}

export const types = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  txt: 'text/plain; charset=utf-8',
  json: 'application/json; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
} as const
