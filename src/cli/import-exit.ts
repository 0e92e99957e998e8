/** How an import ends, for scripts. */
export const importExit = { failed: 1, refused: 2, inReview: 3, blocked: 4 } as const;

export const importExitCodes = `
Exit codes:
  0  imported (and published, with --publish), or nothing to do
  1  the command could not be carried out: usage, service, permission
  2  the file is refused and nothing changed
  3  with --publish: the draft is in review and waits for approvals
  4  the draft is open, but has findings that block its submission`;
