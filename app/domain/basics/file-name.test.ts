import { describe, expect, it } from 'vitest'
import { fileNameOf } from './file-name.ts'

describe('fileNameOf', () => {
  it.each([
    ['CIDI/CAM/doc.8/24 rev. 2', 'clean', 'CIDI-CAM-doc.8-24-rev.2-clean.docx'],
    ['CIDI/CAM/doc.8/24', 'rolling', 'CIDI-CAM-doc.8-24.docx'],
    ['AG/RES. 2988 (LII-O/22)', 'rolling', 'AG-RES.2988-LII-O-22.docx'],
    ['../../etc/passwd', 'rolling', 'etc-passwd.docx'],
    ['Resolución 1', 'rolling', 'Resolucion-1.docx'],
    ['«»', 'clean', 'draft-clean.docx'],
  ] as const)('of %s, %s, is %s', (symbol, view, name) =>
    expect(fileNameOf({ symbol, view }, 'docx')).toBe(name),
  )
})
