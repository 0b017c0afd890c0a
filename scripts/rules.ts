// Every rule that a message of `compass check` may name; test/docs.test.ts holds the list to be whole.
import { configRules, shapeRules, yamlRules } from '../plugins/config/rules.ts';
import { dataRules } from '../plugins/data-rules.ts';
import { flywheelRules } from '../plugins/flywheel/rules.ts';
import { mentionsRules } from '../plugins/graph/directive.ts';
import { lintRules } from '../plugins/graph/lint.ts';
import { tagRules } from '../plugins/graph/near-tag.ts';
import { optionRules } from '../plugins/graph/option.ts';
import { roleRules } from '../plugins/graph/roles.ts';
import { loopsRules } from '../plugins/loops/rules.ts';
import type { Rule } from '../plugins/message.ts';
import { notesRules } from '../plugins/notes/rules.ts';
import { notesViewRules } from '../plugins/notes/view/rules.ts';
import { objectivesRules } from '../plugins/objectives/rules.ts';
import { overviewRules } from '../plugins/overview/rules.ts';
import { pageRules } from '../plugins/page/rules.ts';
import { auditRules } from './audit/rules.ts';
import { mystRules } from './complaint.ts';

const all: Record<string, Rule>[] = [
  configRules,
  shapeRules,
  yamlRules,
  dataRules,
  flywheelRules,
  mentionsRules,
  lintRules,
  optionRules,
  tagRules,
  roleRules,
  loopsRules,
  notesRules,
  notesViewRules,
  objectivesRules,
  overviewRules,
  pageRules,
  auditRules,
  mystRules,
];

export const ruleIds: readonly string[] = all.flatMap((rules) => Object.values(rules).map(({ id }) => id));
