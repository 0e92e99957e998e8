/** What Windows-1252 has at 0x80 to 0x9F; 0 where it has nothing. */
const specials = [
  0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0,
  0x017d, 0, 0, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a,
  0x0153, 0, 0x017e, 0x0178,
];
const firstSpecial = 0x80;
const afterSpecials = 0xa0;
const afterAll = 0x100;
const standIn = '?'.charCodeAt(0);

/** The character of a byte; 0 where it has no meaning. */
export const characterOfByte = (byte: number): number =>
  byte >= firstSpecial && byte < afterSpecials ? (specials[byte - firstSpecial] ?? 0) : byte;

function byteOf(character: number): number | null {
  const isPlain = character < firstSpecial || (character >= afterSpecials && character < afterAll);
  if (isPlain) return character;
  const at = specials.indexOf(character);
  return at < 0 ? null : firstSpecial + at;
}

/**
 * A text in Windows-1252, with a question mark for each character that it lacks.
 *
 * @example encodeWindows1252('Café ☎') // the bytes of 'Café ?'
 */
export const encodeWindows1252 = (text: string): Uint8Array =>
  Uint8Array.from(Array.from(text), (character) => byteOf(character.codePointAt(0) ?? 0) ?? standIn);

/**
 * A text as it is once it was written in Windows-1252 and read again.
 *
 * @example spellWindows1252('Café ☎') // 'Café ?'
 */
export const spellWindows1252 = (text: string): string =>
  Array.from(text, (character) => (byteOf(character.codePointAt(0) ?? 0) === null ? '?' : character)).join(
    '',
  );

/** Whether Windows-1252 has every character of a text. */
export const isWindows1252 = (text: string): boolean =>
  Array.from(text).every((character) => byteOf(character.codePointAt(0) ?? 0) !== null);
