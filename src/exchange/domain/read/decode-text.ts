import { nowhere, type FindingList } from '../import-finding';
import type { Encoding } from '../import-options';
import { characterOfByte } from '../windows-1252';

const chunkBytes = 8_192;
const sampleBytes = 1_000;
const firstBeyondAscii = 0x80;

/**
 * The text of a file: UTF-8 with or without a byte order mark, else Windows-1252, which is taken for granted with a
 * warning where nobody said so. Null, and a refusal, for UTF-16, for bytes that are not of the encoding that was named,
 * and for bytes that are of neither.
 *
 * @example decodeText(Uint8Array.of(0x43, 0x61, 0x66, 0xe9), null, findings) // 'Café', with ENCODING_ASSUMED
 */
export function decodeText(
  bytes: Uint8Array,
  encoding: Encoding | null,
  findings: FindingList,
): string | null {
  if (isUtf16(bytes)) {
    const expected = 'UTF-8 or Windows-1252 (in a spreadsheet: save as "CSV UTF-8")';
    findings.refuse('WRONG_ENCODING', { line: 1, column: null }, { observed: 'UTF-16', expected });
    return null;
  }
  if (encoding === 'windows-1252') return decodeWindows(bytes, findings);
  const text = decodeUtf8(bytes);
  if (text !== null) return text;
  const line = lineOfFirstFault(bytes);
  if (encoding === 'utf-8') {
    const seen = { observed: 'bytes that are not', expected: 'UTF-8' };
    findings.refuse('WRONG_ENCODING', { line, column: null }, seen);
    return null;
  }
  const decoded = decodeWindows(bytes, findings);
  const seen = { observed: 'bytes that are not, read as Windows-1252', expected: 'UTF-8' };
  if (decoded !== null) findings.warn('ENCODING_ASSUMED', { line, column: null }, seen);
  return decoded;
}

/**
 * Whether a file may be one that was written in Windows-1252: where nobody said what it is, and it has no byte order mark,
 * one of ASCII alone may be, too.
 */
export const mayBeWindows1252 = (bytes: Uint8Array, encoding: Encoding | null): boolean =>
  encoding === null
    ? bytes.every((byte) => byte < firstBeyondAscii) || decodeUtf8(bytes) === null
    : encoding === 'windows-1252';

function isUtf16(bytes: Uint8Array): boolean {
  const hasMark = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (hasMark) return true;
  const sample = bytes.subarray(0, sampleBytes);
  const zeros = sample.reduce((count, byte) => (byte === 0 ? count + 1 : count), 0);
  return zeros > 1 && zeros * 4 >= sample.length;
}

function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

const lineOfFirstFault = (bytes: Uint8Array): number => {
  const replaced = new TextDecoder('utf-8').decode(bytes);
  return replaced.slice(0, replaced.indexOf('\ufffd')).split(/\r\n|\r|\n/).length;
};

function decodeWindows(bytes: Uint8Array, findings: FindingList): string | null {
  const parts: string[] = [];
  for (let from = 0; from < bytes.length; from += chunkBytes) {
    const units = Array.from(bytes.subarray(from, from + chunkBytes), characterOfByte);
    if (units.includes(0)) {
      const seen = { observed: 'a byte that has no meaning there', expected: 'UTF-8 or Windows-1252' };
      findings.refuse('WRONG_ENCODING', nowhere, seen);
      return null;
    }
    parts.push(String.fromCharCode(...units));
  }
  return parts.join('');
}
