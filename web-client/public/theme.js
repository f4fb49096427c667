// Runs before the first paint, so that a dark page never flashes white. The rest of the theme lives
// in src/ui/theme.svelte.ts.
(function () {
  var choice = null;
  try {
    choice = localStorage.getItem('refinery.theme');
  } catch {
    // A browser that keeps nothing follows its system.
  }
  var dark =
    choice === 'dark' || (choice !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
})();
