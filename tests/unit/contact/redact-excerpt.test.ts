import fc from 'fast-check';
import { redactExcerpt, type RedactionKind } from '../../../src/contact/domain';

test.each<[string, string, readonly RedactionKind[]]>([
  ['Mail me at ann.b+c@example.co.uk please', 'Mail me at [e-mail] please', ['EMAIL']],
  ['ann (at) example.org', '[e-mail]', ['EMAIL']],
  ['Zoë: zoë@exämple.org.', 'Zoë: [e-mail].', ['EMAIL']],
  ['My IBAN is NL91 ABNA 0417 1643 00.', 'My IBAN is [IBAN].', ['IBAN']],
  ['iban de89370400440532013000', 'iban [IBAN]', ['IBAN']],
  ['Card 4111 1111 1111 1111 was refused', 'Card [card] was refused', ['CARD']],
  ['4111-1111-1111-1111', '[card]', ['CARD']],
  ['Amex 378282246310005', 'Amex [card]', ['CARD']],
  ['Call +31 20 555 01 23 or 020-5550123', 'Call [phone] or [phone]', ['PHONE']],
  ['(020) 555 01 23', '[phone]', ['PHONE']],
  ['0031205550123', '[phone]', ['PHONE']],
  [
    'ann@example.org, +44 20 7946 0018, NL91ABNA0417164300',
    '[e-mail], [phone], [IBAN]',
    ['EMAIL', 'IBAN', 'PHONE'],
  ],
])('%j is kept as %j', (excerpt, text, redacted) => {
  expect(redactExcerpt(excerpt)).toEqual({ text, redacted });
});

test.each([
  'I paid 1,250.00 on 2026-03-01 at 10:15',
  'On 01/03/2026 I called twice',
  'Order 12345 has 3 items of 20 euro',
  'Version 1.2.3 of the app, error 404',
  'follow me @home',
])('%j holds nothing to take out', (excerpt) => {
  expect(redactExcerpt(excerpt)).toEqual({ text: excerpt, redacted: [] });
});

test('what was taken out once is not there to be taken out again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (excerpt) => {
      const once = redactExcerpt(excerpt);
      expect(redactExcerpt(once.text)).toEqual({ text: once.text, redacted: [] });
    }),
    { seed: 1, numRuns: 300 },
  );
});

test('whatever stands around it, a card number does not stay', () => {
  const word = fc.constantFrom('my card', 'nr', 'thanks', '-', '\n', 'é', '(', ')');
  fc.assert(
    fc.property(word, word, (before, after) => {
      const { text, redacted } = redactExcerpt(`${before} 4111 1111 1111 1111 ${after}`);
      expect(text).not.toMatch(/1111/);
      expect(redacted.length).toBeGreaterThan(0);
    }),
    { seed: 1, numRuns: 100 },
  );
});
