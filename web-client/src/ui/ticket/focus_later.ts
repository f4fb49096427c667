/**
 * Gives the focus to the first of these that is there, unless it has gone elsewhere meanwhile: a
 * field that closes because somebody pressed something else must not call the focus back.
 */
export function focusLater(places: () => readonly (HTMLElement | null | undefined)[]): void {
  setTimeout(() => {
    if (document.activeElement !== document.body) return;
    places()
      .find((place) => place)
      ?.focus();
  }, 0);
}
