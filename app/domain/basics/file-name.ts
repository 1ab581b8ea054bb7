/**
 * What a file of this paper is called: "CIDI-CAM-doc.8-24-rev.2-clean.docx". Only letters, digits, dots and
 * hyphens, so that no system takes offence.
 */
export function fileNameOf(
  { symbol, view }: { symbol: string; view: 'rolling' | 'clean' },
  extension: string,
): string {
  const stem = symbol
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/\.\s+/g, '.')
    .replace(/[^A-Za-z0-9.]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
  return `${stem || 'draft'}${view === 'clean' ? '-clean' : ''}.${extension}`
}
