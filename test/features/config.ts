// Cases of compass.yml: compass.yml → config.json (without what is left at its default) and messages.txt.
import { defaultConfig, parseConfig } from '../../plugins/config/parse.ts';
import { createReport, formatMessage } from '../../plugins/message.ts';
import type { RunCase } from '../run.test.ts';

export const outputs = ['config.json', 'messages.txt'];

export const run: RunCase = (testCase) => {
  const { messages, report } = createReport();
  const config = parseConfig(testCase.read('compass.yml'), 'compass.yml', report);
  const defaults = Object.entries(defaultConfig('compass.yml'));
  const changed = Object.entries(config).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(defaults.find(([name]) => name === key)?.[1]),
  );
  const made: Record<string, string> = {
    'config.json': `${JSON.stringify(Object.fromEntries(changed), null, 2)}\n`,
  };
  if (messages.length > 0) made['messages.txt'] = `${messages.map(formatMessage).join('\n')}\n`;
  return made;
};
