// Words that begin something to be done, and words that only look so. In: what follows an owner or “will”; out: what it is.

/** Does the text begin with something to be done? */
export function isDeed(text: string): boolean {
  return IMPERATIVE.test(text) || /^(?:let['’]s|should|needs? to|will|to) /i.test(text);
}

/** Words that follow “will”, “to” or “should” without promising anything. */
export const NO_PROMISE =
  /^(?:be\b(?! (?:responsible|in charge|the one))|have|not|never|need|like|want|probably|also be|likely|no|the|a|an|his|her|their|my|our|this|that|those|these|it|them|me|us|you|all|any\w*|every\w*|who\w*|miss|think|keep (?:that|this|it) in mind|join us|leave|attend|only|hopefully be|still|get\b(?! (?:an?|the|some|in touch|together|back to|feedback|help|(?:this|that|it|them) (?:on|in|into|done|out|ready|set|posted|scheduled|started))\b))\b/i;

/** What begins something to be done. */
export const IMPERATIVE =
  /^(?:add|ask|build(?!-)|look (?:at|for|into|closer)|figure out|finali[sz]e|formali[sz]e|arrange|book|bring|bump|buy|call|chase|check|clarify|clean|close|collect|comment|compare|complete|confirm|contact|coordinate|create|define|delete|deploy|describe|develop|discuss|document|draft|email|e-mail|file|fill|find|finish|fix|follow[ -]?up|gather|get in touch|help|identify|implement|inform|invite|investigate|iterate|announce|analy[sz]e|adjust|apply|assign|backport|cancel|change|circulate|consider|convert|demo|deprecate|disable|drop|enable|evaluate|examine|explain|explore|expire|fcp|form|get|give|grant|improve|incorporate|increase|introduce|keep|lower|meet|monitor|note|offer|own|package|poll|postpone|prep|pull|read|reach|refer|refactor|register|release|reconsider|reduce|replace|research|restart|restructure|revisit|rewrite|respond|run|scope|see|sign|split|suggest|support|switch|take|tell|think|touch|tweak|un-?nominate|use|work|downgrade|leave|distill|assist|connect|engage|ensure|escalate|extend|extract|install|integrate|kick off|go (?:ahead|and)|modify|poke|recruit|redo|reopen|reorgani[sz]e|rephrase|reproduce|rerun|reserve|restore|rework|reword|synthesi[sz]e|translate|validate|wrap up|come back|bring|refine|label|link|list|make|merge|migrate|move|open|organi[sz]e|pick up|ping|plan|post|prepare|propose|provide|publish|push|put|raise|rebase|record|remind|remove|rename|reply|report|request|resolve|review|revise|schedule|send|set up|share|sort out|start|submit|summari[sz]e|sync|talk to|test|track|transfer|try|update|upgrade|upload|verify|write)\b/i;

/** Some of them as things: “update on the budget”, “update (two servers moved)”. */
const NOUN = /^[\p{L}-]+ (?:(?:on|of|or|for|from|about|re|is|was|are|needs?)\b|[(–—-])/iu;

/** What somebody did, said or thinks, by its first word. */
const REPORT =
  /^(?!need|proceed|feed|embed|seed|speed)(?:\p{Ll}{2,30}ed|is|was|had|said|thinks|feels|prefers)\b/u;

export const isReport = (rest: string): boolean => REPORT.test(rest);

const ABSENCE =
  /^\S{2,30}(?: \p{Lu}\S{0,30}){0,2} (?:will not|won['’]t|(?:is|will be) (?:away|on (?:leave|vacation|holiday)))\b/u;

/** “Ana will not be there”, “Ben is on vacation”: who is away does nothing. */
export function isAbsence(text: string): boolean {
  return ABSENCE.test(text.slice(0, 200));
}

/** What somebody says others might do is advice, and no promise. */
export const ADVICE =
  /^(?:consider|look (?:at|closer)|make(?! sure)|propose|request|suggest|support|think|use|work)\b/i;

/** Does somebody say what to do, as “write to them” does? */
export const isOrder = (text: string): boolean =>
  IMPERATIVE.test(text) &&
  !NOUN.test(text) &&
  !ADVICE.test(text) &&
  !NO_PROMISE.test(text) &&
  !/^[^.!?]{0,200}\?/.test(text) &&
  (!BOTH.test(text) || OBJECT.test(text));

/** Words that are as often things as deeds: “package purpose”, “test data”. An object follows the deed. */
const BOTH =
  /^(?:build|call|change|comment|document|draft|file|form|grant|help|label|link|list|note|offer|package|plan|poll|post|record|release|report|research|review|share|sign|test|track|update|upgrade)\b/i;

const OBJECT =
  /^\p{L}+ (?:(?:an?|the|it|this|that|these|those|our|your|his|her|their|all|some|up|out|back|with|to|in|prs?|issues?)\b|http|[#@\d])/iu;

/** What somebody does in the meeting itself: “Ana is going to present the plan”. */
export function isPresentation(text: string): boolean {
  return /^(?:ask|comment|demo|describe|discuss|explain|give|introduce|lead|note|present|say|see|share|speak|start|talk|tell)\b/i.test(
    text,
  );
}
