// Long tables of objectives can be ordered and narrowed in place: an extra, the page says everything without it.
// In: the list as it was built; its objectives are moved and hidden, nothing is written anew.

type Order = (a: HTMLElement, b: HTMLElement) => number;

const STATUSES = ['off-track', 'at-risk', 'on-track', 'done', 'no-data', 'not-started', 'dropped'];

const wordsOf = (item: Element, selector: string) => item.querySelector(selector)?.textContent?.trim() ?? '';
const statusOf = (item: Element) =>
  STATUSES.findIndex((name) => item.classList.contains(`compass-is-${name}`));
const scoreOf = (item: Element) => Number.parseFloat(wordsOf(item, '.compass-score')) || 0;
const ownerOf = (item: Element) => wordsOf(item, '.compass-by > strong');

const ORDERS: [string, Order | undefined][] = [
  ['As written', undefined],
  ['Weakest first', (a, b) => statusOf(a) - statusOf(b)],
  ['Furthest first', (a, b) => scoreOf(b) - scoreOf(a)],
  [
    'By title',
    (a, b) => wordsOf(a, '.compass-objective-title').localeCompare(wordsOf(b, '.compass-objective-title')),
  ],
  ['By owner', (a, b) => ownerOf(a).localeCompare(ownerOf(b))],
];

/** Two menus above the list: its order, and whose or which of its objectives stand there. */
export function offerOrder(list: HTMLElement): void {
  const items = [...list.querySelectorAll<HTMLElement>(':scope > .compass-objective')];
  const filters = filtersOf(items);
  const order = menu(
    'Order',
    ORDERS.map(([name]) => name),
  );
  const show = menu(
    'Show',
    filters.map(([name]) => name),
  );
  const controls = document.createElement('div');
  controls.className = 'compass-controls';
  controls.append(order.label, show.label);
  list.before(controls);
  const arrange = () => {
    const [, compare] = ORDERS[order.select.selectedIndex] ?? [];
    const [, fits] = filters[show.select.selectedIndex] ?? [];
    const sorted = compare ? [...items].sort(compare) : items;
    for (const item of items) item.hidden = fits ? !fits(item) : false;
    // Headings of groups would part what now stands in another order.
    for (const heading of list.querySelectorAll<HTMLElement>(':scope > .compass-group'))
      heading.hidden = Boolean(compare ?? fits);
    if (compare || fits)
      list.append(...sorted.filter((item) => !item.hidden), ...sorted.filter((item) => item.hidden));
    else list.append(...written);
  };
  const written = [...list.children];
  controls.addEventListener('change', arrange);
}

type Fits = (item: HTMLElement) => boolean;

/** All, then each status and each owner that occurs. */
function filtersOf(items: HTMLElement[]): [string, Fits | undefined][] {
  const statuses = STATUSES.filter((name) =>
    items.some((item) => item.classList.contains(`compass-is-${name}`)),
  );
  const owners = [...new Set(items.map(ownerOf))].filter(Boolean).sort();
  return [
    [`All ${items.length}`, undefined],
    ...statuses.map((name): [string, Fits] => [
      name.charAt(0).toUpperCase() + name.slice(1).replace('-', ' '),
      (item) => item.classList.contains(`compass-is-${name}`),
    ]),
    ...owners.map((name): [string, Fits] => [name, (item) => ownerOf(item) === name]),
  ];
}

function menu(name: string, choices: string[]): { label: HTMLLabelElement; select: HTMLSelectElement } {
  const label = document.createElement('label');
  const select = document.createElement('select');
  select.append(...choices.map((choice) => new Option(choice)));
  label.append(`${name} `, select);
  return { label, select };
}
