// Diagrams: mermaid loads with the first one that comes into view, follows light and dark, and leaves the source
// standing when it cannot draw it.
import mermaid from 'mermaid';

const sources = new Map<Element, string>();
let count = 0;

const isDark = () =>
  getComputedStyle(document.documentElement).getPropertyValue('color-scheme').trim() === 'dark' ||
  (!document.documentElement.dataset.theme && matchMedia('(prefers-color-scheme: dark)').matches);

/** The page's own colours as it shows them now: mermaid computes shades, so it takes no custom properties. */
function colours(): Record<string, string | boolean> {
  const probe = document.body.appendChild(document.createElement('i'));
  const shown = (name: string) => {
    probe.style.color = `var(--compass-${name})`;
    return getComputedStyle(probe).color;
  };
  const [wash, box, ink] = [shown('wash'), shown('accent-wash'), shown('ink')];
  const made = {
    darkMode: isDark(),
    background: wash,
    primaryColor: box,
    primaryBorderColor: shown('accent'),
    primaryTextColor: ink,
    secondaryColor: shown('track'),
    tertiaryColor: shown('paper'),
    lineColor: shown('ink2'),
    textColor: ink,
    edgeLabelBackground: wash,
  };
  probe.remove();
  return made;
}

export async function drawDiagram(target: Element): Promise<void> {
  const source = sources.get(target) ?? target.textContent ?? '';
  sources.set(target, source);
  mermaid.initialize({
    startOnLoad: false,
    securityLevel: 'strict',
    theme: 'base',
    themeVariables: colours(),
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
