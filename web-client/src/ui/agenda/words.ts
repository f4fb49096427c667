import type { AgendaKind } from '../../protocol/state';
import { t } from '../i18n/i18n';

/** What a step is called: its own title, else what is done in it. */
export const stepName = (step: { readonly kind: AgendaKind; readonly title?: string }): string =>
  step.title ?? t(`agenda.${step.kind}`);

const minute_ms = 60_000;
export const wholeMinutes = (ms: number): number => Math.round(ms / minute_ms);
