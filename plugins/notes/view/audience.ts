// The `audience` option of `{digest}`: a view may show less than its build releases, never more. In: released notes;
// out: notes released for the stricter reader, with what is left out counted.
import { choiceOption, textOption } from '../../graph/option.ts';
import { optionNode, type Placeholder } from '../../graph/placeholder.ts';
import { AUDIENCES, maySee } from '../../graph/record.ts';
import { listWords } from '../../message.ts';
import { redact } from '../../redact/redact.ts';
import { releaseNotes } from '../release.ts';
import { notesViewRules } from './rules.ts';
import type { NotesContext } from './select.ts';

export function restrictContext(placeholder: Placeholder, context: NotesContext): NotesContext {
  if (textOption(placeholder, 'audience') === '') return context;
  const reader = choiceOption(placeholder, context, 'audience', AUDIENCES, context.audience);
  if (reader === context.audience) return context;
  if (maySee(reader, context.audience)) {
    const allowed = AUDIENCES.filter((level) => maySee(context.audience, level));
    context.report(
      notesViewRules.audienceStricter,
      `Unexpected audience \`${reader}\` in a build for \`${context.audience}\`, expected ${listWords(allowed)}; a view shows no more than its build`,
      context.place(optionNode(placeholder, 'audience')),
    );
    return context;
  }
  const { config } = context;
  const redactText = (text: string) => redact(text, config).text;
  const notes = releaseNotes(context.notes, { reader, redact: redactText, people: config.people });
  return { ...context, audience: reader, notes };
}
