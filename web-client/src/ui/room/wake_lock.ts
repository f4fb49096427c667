/** Keeps the screen awake while a round is open; browsers drop the lock when the page is hidden. */
export function keepAwake(): () => void {
  // Absent on plain http.
  const wakeLock = (navigator as { wakeLock?: WakeLock }).wakeLock;
  let over = false;
  const isOver = () => over;
  let held: WakeLockSentinel | undefined;

  async function ask(): Promise<void> {
    if (!wakeLock || isOver() || document.visibilityState !== 'visible') return;
    try {
      held = await wakeLock.request('screen');
      if (isOver()) await held.release();
    } catch {
      // A low battery or a policy says no; the round goes on all the same.
    }
  }
  const onVisible = () => void ask();

  void ask();
  document.addEventListener('visibilitychange', onVisible);
  return () => {
    over = true;
    document.removeEventListener('visibilitychange', onVisible);
    void held?.release();
  };
}
