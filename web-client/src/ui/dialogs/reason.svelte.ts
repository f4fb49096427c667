/** Why a ticket goes ahead that is not ready: one line, whose lack is said once it was needed. */
import { t } from '../i18n/i18n';
import { isTooLong, oneLine } from '../line';

const reason_max = 200;

export class Reason {
  written = $state('');
  #missed = $state(false);
  readonly words = $derived(oneLine(this.written));
  readonly #isLong = $derived(isTooLong(this.written, reason_max));
  readonly error = $derived.by(() => {
    if (this.#isLong) return t('too_long', { max: reason_max });
    return this.#missed && this.words === '' ? t('ready.reason_missing') : undefined;
  });

  /** @return it can be sent; if not, its error stands from now on */
  isGiven(): boolean {
    const given = this.words !== '' && !this.#isLong;
    if (!given) this.#missed = true;
    return given;
  }
}
