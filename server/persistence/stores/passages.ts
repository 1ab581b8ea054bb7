import type { Language } from '#app/domain/basics/draft.ts'
import type { FoundPassage } from '#app/domain/papers/passage.ts'
import type { PassageStore } from '#app/usecases/ports.ts'
import type { Database } from '../database.ts'

const DICTIONARIES: Record<Language, string> = {
  en: 'english',
  es: 'spanish',
  fr: 'french',
  pt: 'portuguese',
}

/** Share of what was typed that a passage must have to read alike: a third may be misspelt. */
const ALIKE = '0.4'

/** What was agreed before, found by PostgreSQL's text search and by likeness of trigrams. */
export function passageStore({ pool }: Pick<Database, 'pool'>): PassageStore {
  return {
    async keep(passages) {
      if (passages.length > 0) await pool.query(KEEP, [JSON.stringify(passages)])
    },
    async missing() {
      const { rows } = await pool.query<{ draft: string; number: number }>(MISSING)
      return rows
    },
    async search(words, language, limit) {
      const client = await pool.connect()
      try {
        await client.query('BEGIN READ ONLY')
        await client.query("SELECT set_config('pg_trgm.word_similarity_threshold', $1, true)", [ALIKE])
        const wanted = [words, language, DICTIONARIES[language], limit]
        const { rows } = await client.query<FoundPassage>(SEARCH, wanted)
        await client.query('COMMIT')
        return rows
      } catch (error) {
        await client.query('ROLLBACK').catch(() => undefined)
        throw error
      } finally {
        client.release()
      }
    },
  }
}

const FIELDS = 'draft, revision, symbol, date, language, place, label, kind, text'

const KEEP = `
  INSERT INTO passages (${FIELDS})
  SELECT ${FIELDS} FROM json_to_recordset($1::json) AS given (draft text, revision int, symbol text, date text,
    language text, place int, label text, kind text, text text)
  ON CONFLICT DO NOTHING`

/** The same words are shown once, from the latest paper that has them. */
const SEARCH = `
  WITH found AS (
    SELECT ${FIELDS}, words @@ wanted AS has, ts_rank_cd(words, wanted) AS rank,
      word_similarity($1, text) AS likeness
    FROM passages, websearch_to_tsquery($3::regconfig, $1) AS wanted
    WHERE language = $2 AND (words @@ wanted OR $1 <% text)
  ), once AS (
    SELECT DISTINCT ON (md5(text)) * FROM found ORDER BY md5(text), date DESC, revision DESC NULLS LAST
  )
  SELECT ${FIELDS}, CASE WHEN has THEN 'words' ELSE 'likeness' END AS by FROM once
  ORDER BY has DESC, rank DESC, likeness DESC, date DESC, draft, place LIMIT $4`

const MISSING = `
  SELECT draft, number FROM revisions AS issued WHERE NOT EXISTS (
    SELECT FROM passages WHERE passages.draft = issued.draft AND passages.revision = issued.number)
  ORDER BY draft, number`
