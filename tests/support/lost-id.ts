/** The id of something of a type that is not there. */
export const lostId = (type: string): string =>
  Buffer.from(`${type}:00000000-0000-7000-8000-00000000dead`).toString('base64url');
