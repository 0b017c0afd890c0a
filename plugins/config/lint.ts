// Names in compass.yml that only a whole site can judge: pages and rules. In: the text, what there is; out: messages.
// `compass check` asks; what can be told from the text alone is told by parse.ts.
import { didYouMean, type Report } from '../message.ts';
import { normalizePath } from './parse.ts';
import { isKeyed, parseYaml, type YamlSource } from './positions.ts';
import { configRules } from './rules.ts';

export interface KnownNames {
  /** Source paths of the site's pages. */
  pages: readonly string[];
  /** Ids of the rules of `compass check`. */
  rules: readonly string[];
}

export function lintConfig(text: string, file: string, known: KnownNames, report: Report): void {
  const source = parseYaml(text, file, () => {});
  if (!source || !isKeyed(source.value)) return;
  const { homes, people, rules } = source.value;
  const check = (owner: Record<string, unknown>, key: string) =>
    checkPage(source, owner, key, known.pages, report);
  if (isKeyed(homes)) for (const key of Object.keys(homes)) check(homes, key);
  if (Array.isArray(people)) for (const person of people) if (isKeyed(person)) check(person, 'page');
  if (isKeyed(rules))
    for (const name of Object.keys(rules).filter((id) => !known.rules.includes(id)))
      report(
        configRules.ruleKnown,
        `Unexpected rule \`${name}\`, expected one of those that messages end with${didYouMean(name, known.rules)}`,
        source.place(rules, name, 'key'),
      );
}

/** A path may end in an anchor; addresses on the web are not ours to know. */
function checkPage(
  source: YamlSource,
  owner: Record<string, unknown>,
  key: string,
  pages: readonly string[],
  report: Report,
): void {
  const value = owner[key];
  if (typeof value !== 'string' || value === '' || value.includes('://')) return;
  const path = normalizePath(value.replace(/#.*$/s, ''));
  if (pages.includes(path)) return;
  report(
    configRules.namedPageFound,
    `Unexpected page \`${value}\` in \`${key}\`, expected a page of this site${didYouMean(path, pages) || '; mend the path, or list it under `toc`'}`,
    source.place(owner, key),
  );
}
