import { describe, expect, it } from 'vitest';
import { isolated, listOf, t } from '../../../src/ui/i18n/i18n';

const shira = 'שירה';
const override = '\u202eabc';

describe('words of a person in a sentence', () => {
  it('that run from left to right stand as they are', () => {
    expect(isolated('GEO-118, Käse ½')).toBe('GEO-118, Käse ½');
  });
  it('that run from right to left do not turn the sentence', () => {
    expect(isolated(shira)).toBe(`\u2068${shira}\u2069`);
  });
  it('that turn what follows them turn nothing outside', () => {
    expect(isolated(override)).toBe(`\u2068${override}\u2069`);
    expect(isolated('a\u2069\u202eb')).toBe('\u2068a\u202eb\u2069');
    expect(isolated('a\u2067b')).toBe('\u2068ab\u2069');
  });
  it('stay apart from each other in a list, and the list from the sentence', () => {
    const names = listOf([shira, 'Bo']);
    expect(names).toBe(`\u2068${shira}\u2069 and Bo`);
    expect(isolated(names)).toBe(`\u2068\u2068${shira}\u2069 and Bo\u2069`);
  });
  it('are isolated wherever a sentence is made', () => {
    expect(t('notice.code', { code: shira })).toBe(`Code: \u2068${shira}\u2069`);
    expect(t('notice.code', { code: 7 })).toBe('Code: 7');
  });
});
