/** Headings that help to say what a ticket is about. Pure. */
export const prompts = ['problem', 'outcome', 'end_user', 'value', 'effort'] as const;
export type Prompt = (typeof prompts)[number];

const plain = (text: string): string => text.trim().toLocaleLowerCase();

export const hasHeading = (text: string, heading: string): boolean =>
  text.split('\n').some((line) => {
    const found = /^#{1,6}\s+(.*)$/.exec(line);
    return found !== null && plain(found[1] ?? '') === plain(heading);
  });

/** Behind the paragraph that holds the caret. @return the text, and where to go on writing */
export function insertBlock(
  text: string,
  caret: number,
  block: string,
): { readonly text: string; readonly caret: number } {
  const end = text.indexOf('\n', caret);
  const before = text.slice(0, end < 0 ? text.length : end).trimEnd();
  const after = text.slice(end < 0 ? text.length : end).trimStart();
  const start = before === '' ? block : `${before}\n\n${block}`;
  return {
    text: after === '' ? `${start}\n` : `${start}\n\n\n${after}`,
    caret: start.length + 1,
  };
}
