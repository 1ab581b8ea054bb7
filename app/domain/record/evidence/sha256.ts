/** Hex SHA-256 of a text in UTF-8; given by the caller, the rules know no cryptography. */
export type Sha256 = (text: string) => string
