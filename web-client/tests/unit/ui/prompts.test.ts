import { describe, expect, test } from 'vitest';
import { hasHeading, insertBlock } from '../../../src/ui/ticket/prompts';
import { isLink, shownLink } from '../../../src/ui/ticket/links';

describe('a prompt inserts a heading', () => {
  test('into an empty text, with the caret below it', () => {
    expect(insertBlock('', 0, '## Problem')).toEqual({ text: '## Problem\n', caret: 11 });
  });
  test('behind the line of the caret, and what follows stays', () => {
    const { text, caret } = insertBlock('One\nTwo', 1, '## Value');
    expect(text).toBe('One\n\n## Value\n\n\nTwo');
    expect(text.slice(0, caret)).toBe('One\n\n## Value\n');
  });
  test('that is known again whatever its level and case', () => {
    expect(hasHeading('x\n### problem \ny', 'Problem')).toBe(true);
    expect(hasHeading('The problem', 'Problem')).toBe(false);
  });
});

describe('a link', () => {
  test.each(['https://a.example/x?y=1#z', 'http://10.0.0.1'])('%s is one', (url) => {
    expect(isLink(url)).toBe(true);
  });
  test.each([
    'javascript:alert(1)',
    'ftp://a',
    'https://a b',
    'https://',
    `https://${'a'.repeat(2000)}`,
  ])('%s is none', (url) => {
    expect(isLink(url)).toBe(false);
  });
  test('is shown by its host and path', () => {
    expect(shownLink('https://www.tracker.example/GEO-1/')).toBe('tracker.example/GEO-1');
  });
});
