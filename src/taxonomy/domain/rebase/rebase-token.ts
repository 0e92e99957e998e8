import type { DraftId } from '../../../platform/ids';

/**
 * Names what a preview was made of: a head of the draft and the version it was to be put on. Whoever presents it has seen
 * just these two.
 *
 * @example rebaseToken({ id, head: 3 }, { number: 2 })
 */
export const rebaseToken = (
  draft: { readonly id: DraftId; readonly head: number },
  newest: { readonly number: number },
): string => Buffer.from(`${draft.id}:${draft.head}:${newest.number}`).toString('base64url');
