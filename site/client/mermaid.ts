// Diagrams: mermaid loads with the first one that comes into view, follows light and dark, and leaves the source
// standing when it cannot draw it.
import mermaid from 'mermaid';

const sources = new Map<Element, string>();
let count = 0;

const isDark = () =>
  getComputedStyle(document.documentElement).getPropertyValue('color-scheme').trim() === 'dark' ||
  (!document.documentElement.dataset.theme && matchMedia('(prefers-color-scheme: dark)').matches);

export async function drawDiagram(target: Element): Promise<void> {
  const source = sources.get(target) ?? target.textContent ?? '';
  sources.set(target, source);
  mermaid.initialize({
    startOnLoad: false,
    securityLevel: 'strict',
    theme: isDark() ? 'dark' : 'neutral',
    // Named, not inherited: mermaid measures at the end of the body and draws inside a `pre`.
    fontFamily: getComputedStyle(document.body).fontFamily,
  });
  try {
    const { svg } = await mermaid.render(`diagram-${++count}`, source);
    target.innerHTML = svg;
    target.classList.add('drawn');
  } catch (error) {
    target.setAttribute('title', error instanceof Error ? error.message : 'This diagram could not be drawn');
  }
}

new MutationObserver(() => {
  for (const target of sources.keys()) void drawDiagram(target);
}).observe(document.documentElement, { attributeFilter: ['data-theme'] });
