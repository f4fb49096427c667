/**
 * Markdown as people write it in trackers, shown without trust: no raw HTML, no images, links that
 * say where they lead. Loaded when the first description is shown.
 */
import DOMPurify from 'dompurify';
import { Marked } from 'marked';

const escaped = (words: string): string =>
  words.replace(
    /[&<>"']/g,
    (sign) =>
      ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[sign] ?? sign,
  );

/** The host of a link that may be followed; nothing for anything but the web and mail. */
function destination(href: string): { readonly host: string } | undefined {
  try {
    const url = new URL(href);
    if (url.protocol === 'http:' || url.protocol === 'https:') return { host: url.host };
    if (url.protocol === 'mailto:') return { host: url.pathname };
  } catch {
    // Relative addresses mean something in the tracker that they came from, and nothing here.
  }
  return undefined;
}

/** The page has its own h1 and h2. */
const headings_below = 2;

const marked = new Marked({
  gfm: true,
  breaks: true,
  async: false,
  renderer: {
    html: ({ text }) => escaped(text),
    image: ({ text, href }) => escaped(text === '' ? href : text),
    checkbox: ({ checked }) => (checked ? '☑ ' : '☐ '),
    heading({ tokens, depth }) {
      const level = Math.min(depth + headings_below, 6);
      return `<h${level}>${this.parser.parseInline(tokens)}</h${level}>`;
    },
    link({ href, tokens }) {
      const words = this.parser.parseInline(tokens);
      const to = destination(href);
      if (!to) return words;
      const shown = `<a href="${escaped(href)}" target="_blank" rel="noopener noreferrer">${words}</a>`;
      const saysSo = words.includes(escaped(to.host));
      return saysSo ? shown : `${shown} <small>(${escaped(to.host)})</small>`;
    },
  },
});

const tags = (
  'p br hr strong em del code pre blockquote ul ol li a small ' +
  'h3 h4 h5 h6 table thead tbody tr th td'
).split(' ');

/** @return safe HTML */
export function renderMarkdown(text: string): string {
  const html = marked.parse(text, { async: false });
  return DOMPurify.sanitize(html, {
    ALLOWED_TAGS: tags,
    ALLOWED_ATTR: ['href', 'target', 'rel', 'start', 'align'],
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
  });
}
