import { createHmac } from 'node:crypto';
import { hmacSha256Under } from '../../../src/platform/digest';

test.each([
  ['a short key', 'key', 'The quick brown fox jumps over the lazy dog'],
  ['no key and no text', '', ''],
  ['a key as long as a block', 'k'.repeat(64), 'a text'],
  ['a key longer than a block', 'k'.repeat(131), 'a text'],
  ['a key and a text beyond ASCII', 'schlüssel', 'Zoë 😀'],
  ['a long text', 'key', 'ſ'.repeat(3_000)],
])('the keyed digest is that of the library: %s', (_, key, text) => {
  const digestOf = hmacSha256Under(key);
  const expected = createHmac('sha256', key).update(text).digest('hex');
  // A shorter text after a longer one, too.
  expect([digestOf(text), digestOf('x'), digestOf(text)]).toEqual([
    expected,
    createHmac('sha256', key).update('x').digest('hex'),
    expected,
  ]);
});
