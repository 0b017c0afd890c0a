// Previews: what a link leads to, shown beside it while the pointer or the keyboard rests on it. In: a link of this
// site; the page it leads to is fetched once and cut to the part that its fragment names.
import { loadStyles } from './styles.ts';

const pages = new Map<string, Promise<Document>>();
const DELAY = 250;
const LONGEST = 1400;

let card: HTMLElement | undefined;
let owner: HTMLAnchorElement | undefined;
let timer: number | undefined;
/** The card is about to go. */
let leaving = false;

/** `kind` is the event that asks: `mouseover` or `focusin`. */
export function offerPreview(link: HTMLAnchorElement, kind: string): void {
  if (link === owner && !leaving) return;
  close();
  if (kind === 'focusin' && !link.matches(':focus-visible')) return;
  owner = link;
  timer = setTimeout(() => void open(link), DELAY);
  link.addEventListener(kind === 'focusin' ? 'blur' : 'mouseleave', () => leave(), { once: true });
}

/** The pointer may cross to the card. */
function leave(): void {
  clearTimeout(timer);
  leaving = true;
  timer = setTimeout(() => {
    leaving = false;
    if (!card?.matches(':hover')) close();
  }, 120);
}

function close(): void {
  clearTimeout(timer);
  leaving = false;
  owner?.removeAttribute('aria-describedby');
  card?.remove();
  card = undefined;
  owner = undefined;
}

async function open(link: HTMLAnchorElement): Promise<void> {
  const url = new URL(link.href);
  await loadStyles('panels');
  const content = contentOf(await pageAt(url), decodeURIComponent(url.hash.slice(1)));
  if (content?.querySelector('[class*="compass-"]')) await loadStyles('views');
  if (!content || owner !== link) return;
  card = document.createElement('div');
  card.className = 'preview';
  card.id = 'preview';
  card.role = 'tooltip';
  card.append(content);
  card.addEventListener('mouseleave', close);
  document.body.append(card);
  link.setAttribute('aria-describedby', 'preview');
  place(card, link);
}

function pageAt(url: URL): Promise<Document> {
  if (url.pathname === location.pathname) return Promise.resolve(document);
  const known = pages.get(url.pathname);
  if (known) return known;
  const read = fetch(url.pathname)
    .then((response) => (response.ok ? response.text() : ''))
    .then((html) => new DOMParser().parseFromString(html, 'text/html'));
  pages.set(url.pathname, read);
  return read;
}

function contentOf(page: Document, id: string): DocumentFragment | undefined {
  const target = id ? page.getElementById(id) : null;
  if (id && !target) return undefined;
  const parts = target
    ? partsOf(target)
    : [...page.querySelectorAll('.title-block h1, .title-block .lead, .title-block + p')];
  const fragment = document.createDocumentFragment();
  for (const part of parts) fragment.append(cleanCopy(part));
  return fragment.textContent?.trim() || fragment.querySelector('img, svg') ? fragment : undefined;
}

/** A heading brings what stands under it, a term its meaning, a row its table's look, a word its paragraph. */
function partsOf(target: Element): Element[] {
  const own = target.querySelector(':scope > .compass-preview') ?? target.closest('[data-preview]');
  if (own) return [own];
  if (/^H[1-6]$/.test(target.tagName))
    return [target, ...following(target, (next) => /^H[1-6]$/.test(next.tagName))];
  if (target.tagName === 'DT') return [target, ...following(target, (next) => next.tagName === 'DT')];
  return [target.closest('tr, li, figure, dd') ?? target.closest('p, table, details, div, svg') ?? target];
}

function following(start: Element, stops: (next: Element) => boolean): Element[] {
  const found: Element[] = [];
  let length = 0;
  for (let next = start.nextElementSibling; next && !stops(next); next = next.nextElementSibling) {
    found.push(next);
    length += next.textContent?.length ?? 0;
    if (length > LONGEST || found.length > 3) break;
  }
  return found;
}

function cleanCopy(part: Element): Element {
  const copy = document.importNode(part, true);
  for (const node of copy.querySelectorAll(
    '.anchor, .copy, script, iframe, video, details:not([open]) > :not(summary)',
  ))
    node.remove();
  copy.removeAttribute('id');
  // Drawings name their parts by id; the words need none.
  for (const node of copy.querySelectorAll('[id]:not(svg *)')) node.removeAttribute('id');
  if (copy.tagName === 'TR') {
    const table = document.createElement('table');
    table.className = part.closest('table')?.className ?? '';
    table.append(copy);
    return table;
  }
  if (copy.tagName === 'LI') {
    const box = document.createElement('div');
    box.append(...copy.childNodes);
    return box;
  }
  return copy;
}

/** Under the link, or above it where there is more room; always inside the window. */
function place(box: HTMLElement, link: HTMLElement): void {
  const rect = link.getClientRects()[0] ?? link.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = box;
  const left = Math.max(8, Math.min(rect.left - 36, innerWidth - width - 8));
  const below = rect.bottom + 10 + height < innerHeight || rect.top < height + 10;
  box.style.left = `${left + scrollX}px`;
  box.style.top = `${(below ? rect.bottom + 10 : rect.top - height - 10) + scrollY}px`;
}

addEventListener('keydown', (event) => {
  if (event.key === 'Escape') close();
});
