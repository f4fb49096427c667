/** Which of the three layouts the window has room for. */
export type Layout = 'desktop' | 'tablet' | 'phone';

const phone = matchMedia('(max-width: 760px)');
const tablet = matchMedia('(max-width: 1180px)');
const read = (): Layout => (phone.matches ? 'phone' : tablet.matches ? 'tablet' : 'desktop');

class Window {
  layout: Layout = $state(read());
}
export const screen = new Window();

for (const query of [phone, tablet])
  query.addEventListener('change', () => (screen.layout = read()));
