/** How a card is read aloud: "5 points", "one half point", "do not know". */
import type { Card } from '../protocol/state';
import { spokenCard } from '../protocol/deck';
import { t } from './i18n/i18n';

export function spoken(card: Card): string {
  const said = spokenCard(card);
  switch (said.kind) {
    case 'points':
      return said.value === 0.5 ? t('card.half') : t('card.points', { n: said.value });
    case 'hours':
      return t('card.hours', { n: said.value });
    case 'days':
      return t('card.days', { n: said.value });
    case 'unknown':
      return t('card.unknown');
    case 'endless':
      return t('card.endless');
    case 'break':
      return t('card.break');
    case 'pass':
      return t('card.pass');
    case 'label':
      return said.label;
  }
}
