import { fileNameOf } from '#app/domain/basics/file-name.ts'
import type { Paper } from '#app/exchange/paper.ts'
import { writePlainText } from '#app/exchange/text/write-plain-text.ts'
import type { Ports } from '#app/usecases/ports.ts'
import { download, types } from '#app/http/download.ts'

export type PaperFile = { view: Paper['view']; format: 'docx' | 'txt' }

/** `rolling.docx`, `clean.txt`, as an address has it; null for anything else. */
export function paperFileIn(name: string | undefined): PaperFile | null {
  const found = /^(rolling|clean)\.(docx|txt)$/.exec(name ?? '')
  return found && { view: found[1] as PaperFile['view'], format: found[2] as PaperFile['format'] }
}

/** The paper as a file to keep. */
export async function paperDownload(
  { heavy }: Pick<Ports, 'heavy'>,
  paper: Paper,
  format: PaperFile['format'],
): Promise<Response> {
  const name = fileNameOf(paper, format)
  // Word and old editors take plain text for Windows text without the mark.
  if (format === 'txt') return download(`\uFEFF${writePlainText(paper)}`, name, types.txt)
  return download(new Uint8Array(await heavy.writeDocx(paper)), name, types.docx)
}
