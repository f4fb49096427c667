// Whether words that turn the direction of text keep to themselves.

import type { Page } from '@playwright/test';

/** Ends a word that runs from right to left where it should not. */
export const turned = '\u202eevil';

/**
 * Each visible place where something of ours stands behind `turned` in the same line, so that it
 * would be read backwards: neither an element, nor a block, nor FSI … PDI keeps the two apart.
 */
export async function turnsWhatFollows(page: Page): Promise<readonly string[]> {
  return await page.evaluate((end) => {
    const inLine = ({ display }: CSSStyleDeclaration) =>
      display.startsWith('inline') || display === 'contents';
    const keeps = ({ unicodeBidi }: CSSStyleDeclaration) =>
      ['isolate', 'isolate-override', 'plaintext'].includes(unicodeBidi);
    const follows = (node: Node, boundary: Element): string => {
      for (let at: Node = node; at !== boundary; at = at.parentNode as Node) {
        const laidOut = /flex|grid/.test(getComputedStyle(at.parentElement as Element).display);
        for (let next = at.nextSibling; next; next = next.nextSibling) {
          if (next instanceof Element) {
            const style = getComputedStyle(next);
            if (style.position === 'absolute' || style.display === 'none') continue;
            if (laidOut || !inLine(style)) break;
          }
          if (next instanceof Comment) continue;
          const words = next.textContent?.trim() ?? '';
          if (words !== '') return words;
        }
        if (laidOut) return '';
      }
      return '';
    };
    /** Never seen, only read out. */
    const spoken = '.sr, [role="status"], [role="alert"]';
    const faults: string[] = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const words = node.textContent ?? '';
      const at = words.indexOf(end);
      let boundary = node.parentElement;
      if (at < 0 || !boundary?.checkVisibility() || boundary.closest(spoken)) continue;
      const behind = words.slice(at + end.length);
      const opened = (words.slice(0, at).match(/\u2068/g) ?? []).length;
      if (opened > 0 && behind.startsWith('\u2069')) continue;
      if (behind.trim() !== '') faults.push(words);
      for (;;) {
        const style: CSSStyleDeclaration = getComputedStyle(boundary);
        if (!inLine(style) || keeps(style) || !boundary.parentElement) break;
        boundary = boundary.parentElement;
      }
      const rest = follows(node, boundary);
      if (rest !== '') faults.push(`${words} | ${rest}`);
    }
    return faults;
  }, turned);
}
