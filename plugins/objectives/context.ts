// What the views of objectives share: their context, whose objectives they show, names of people, own labels.
import type { RenderContext } from '../graph/context.ts';
import { type MystNode, recordLink } from '../graph/node.ts';
import type { Placeholder } from '../graph/placeholder.ts';
import { keyOf } from '../graph/record.ts';
import type { ObjectivesModel } from './model.ts';
import { parseObjectives } from './parse.ts';
import { releaseObjectives, withoutClosedPages } from './release.ts';

export interface ObjectivesContext extends RenderContext {
  /** What this build's readers may see. */
  objectives: ObjectivesModel;
  /** Is this a file, from the root, that no page leads to? */
  isClosed(path: string): boolean;
}

/** The objectives that a placeholder shows: those of its body, else those of the files. */
export function modelOf(placeholder: Placeholder, context: ObjectivesContext): ObjectivesModel {
  return objectivesOfBody(placeholder, context) ?? context.objectives;
}

/** YAML in a directive's body, released for the readers; `undefined` without a body. */
function objectivesOfBody(placeholder: Placeholder, context: ObjectivesContext): ObjectivesModel | undefined {
  if (placeholder.body.trim() === '') return undefined;
  const { config, audience, file, report } = context;
  const line = placeholder.bodyLine || context.place(placeholder).line + 1;
  const period = typeof placeholder.options.period === 'string' ? placeholder.options.period : undefined;
  const model = parseObjectives([{ path: file, text: placeholder.body, line, period }], {
    config,
    report,
    audience,
  });
  return releaseObjectives(withoutClosedPages(model, context), audience, config);
}

/** A link for a person who is known; else the name as written. */
export function personName(name: string, context: RenderContext): MystNode | string {
  const person = context.config.people.find((candidate) => candidate.id === name);
  return person ? recordLink(keyOf('person', person.id), person.name) : name;
}

/** The author's own label: a target besides those of the records. */
export function withLabel(node: MystNode, { options }: Placeholder): MystNode {
  if (typeof options.label !== 'string' || options.label === '') return node;
  return { ...node, identifier: options.label.toLowerCase(), label: options.label, html_id: options.label };
}

/** Source paths start at the project's root. */
export function pageUrl(page: string): string {
  return /^(?:https?|mailto):/i.test(page) || page.startsWith('/') || page.startsWith('#')
    ? page
    : `/${page}`;
}
