import { newId } from '../../../src/platform/ids';
import { globalId, localId } from '../../../src/platform/graphql/global-id';

test('an id of another type is refused in a sentence, whatever the types are called', () => {
  const reason = globalId('Reason', newId<'Reason'>());
  const actor = globalId('Actor', newId<'Actor'>());
  expect(() => localId('Actor', reason, 'actor')).toThrow(
    'actor: expected the id of an Actor, but got the id of a Reason',
  );
  expect(() => localId('Reason', actor, 'reason')).toThrow(
    'reason: expected the id of a Reason, but got the id of an Actor',
  );
});
