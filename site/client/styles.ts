// Sheets that load with the first thing that needs them: the panels' own, and those of compass views in a preview.
const loading = new Map<string, Promise<void>>();

/** `panels` or `views`: the page's root names their addresses. */
export function loadStyles(name: 'panels' | 'views'): Promise<void> {
  const href = document.documentElement.dataset[name] ?? '';
  const known = document.querySelector(`link[href="${href}"]`) ? Promise.resolve() : loading.get(name);
  if (known) return known;
  const made = new Promise<void>((resolve) => {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = href;
    link.onload = link.onerror = () => resolve();
    document.head.append(link);
  });
  loading.set(name, made);
  return made;
}
