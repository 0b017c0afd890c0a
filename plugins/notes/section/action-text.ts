// The words of an action, without what stands beside them: “done”, the issue in brackets, the full stop.
import type { Guess } from './draft.ts';

export interface ActionText {
  /** Names as written. */
  owners: string[];
  text: string;
  /** `62.7` as written, null for none. */
  number: string | null;
  /** “done” beside it. */
  done: boolean;
  /** Owners whom the meeting does not know. */
  guess?: Guess | null;
}

const DONE =
  /(?<!\s)(?:\s*[-–—:.;,]{1,3}\s*|\s+\(|\s+\[|\s*\*|\s+(?=DONE|COMPLETED|✅|✔|☑))(?:done|completed|finished|✅|✔|☑)\uFE0F?[.!)\]*]*$/iu;

const DONE_FIRST = /^(?:\(done\)|\[done\]|done:|DONE\b:?|✅|✔|☑)\uFE0F?\s*/iu;

/** A reference to an issue in brackets at the end, which is a link and no part of the words. */
const REFERENCE =
  /(?<!\s)\s*[([](?:see |cf\.? |in )?(?:(?:[\w.-]{1,60}\/)?[\w.-]{0,60}#\d{1,7}|GH-\d{1,7}|https?:\/\/[^\s()[\]]{1,400}|(?:issue|pr|pull request) #?\d{1,7})[)\]]\.?$/i;

/** `Book the room -- ??`: who does it is open. */
const NOBODY_YET = /(?<!\s)\s{0,3}(?:--?|–|—) ?\?{1,3}$/;

/** Without the issue in brackets, a full stop, “done” beside it, and the space around. */
export function cleanAction(text: string): { text: string; done: boolean } {
  const rest = withoutDone(text);
  return { text: cleanText(rest.text), done: rest.done };
}

export function withoutDone(text: string): { text: string; done: boolean } {
  let rest = text.trim();
  let done = false;
  if (DONE_FIRST.test(rest) && rest.replace(DONE_FIRST, '') !== '') {
    rest = rest.replace(DONE_FIRST, '');
    done = true;
  }
  const tail = rest.slice(-500);
  const shorter = tail.replace(DONE, '');
  if (shorter !== tail && rest.length - tail.length + shorter.trim().length > 0) {
    rest = rest.slice(0, rest.length - tail.length) + shorter;
    done = true;
  }
  return { text: rest, done };
}

/** Without the reference in brackets and the full stop; dots that mean “and so on” stay. */
export function cleanText(text: string): string {
  const rest = text.trim();
  const tail = rest.slice(-500);
  const bare = (
    rest.slice(0, rest.length - tail.length) + tail.replace(REFERENCE, '').replace(NOBODY_YET, '')
  ).trim();
  return bare.endsWith('.') && !/(?:\.\.|\betc\.|\be\.g\.|\b[A-Z]\.)$/.test(bare)
    ? bare.slice(0, -1).trim()
    : bare;
}
