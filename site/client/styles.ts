// The sheet of search and previews: loaded once, with the first of them.
let loading: Promise<void> | undefined;

export function loadPanelStyles(): Promise<void> {
  loading ??= new Promise((resolve) => {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = document.documentElement.dataset.panels ?? '';
    link.onload = link.onerror = () => resolve();
    document.head.append(link);
  });
  return loading;
}
