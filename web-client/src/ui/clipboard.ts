/**
 * Copies words. Pages over plain http have no clipboard API, so a selection and the old command
 * stand in for it there. @return whether it worked
 */
export async function copy(words: string): Promise<boolean> {
  // Absent outside secure contexts, whatever the types say.
  const clipboard = navigator.clipboard as Clipboard | undefined;
  if (clipboard) {
    try {
      await clipboard.writeText(words);
      return true;
    } catch {
      // Not allowed, or the page is not in front: try the other way.
    }
  }
  return copyBySelection(words);
}

function copyBySelection(words: string): boolean {
  const focused = document.activeElement;
  // Inside an open dialog, since the dialog keeps focus within itself.
  const home = document.querySelector('[role="dialog"]') ?? document.body;
  const area = document.createElement('textarea');
  area.value = words;
  area.readOnly = true;
  area.className = 'sr';
  home.append(area);
  area.select();
  // Deprecated, and the only way there is on plain http.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  const done = document.execCommand('copy');
  area.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return done;
}
