// What a pattern of a secret is, and what it yields. Every expression is linear: bounded repeats, and a look-behind
// that lets a run of letters be tried only once.

/** What was found, from `start` to `end` (exclusive), in UTF-16 units. */
export interface Find {
  start: number;
  end: number;
  rule: SecretRule;
}

export type SecretRule = 'join-link' | 'private-link' | 'passcode' | 'email' | 'phone' | 'key';

/** Is a join link within a few hundred characters? Then a code beside it is that meeting's. */
export type IsNearMeeting = (offset: number) => boolean;

/** A pattern, the group that is the secret (0 for all), and what the expression alone cannot say. */
export interface Pattern {
  rule: SecretRule;
  regex: RegExp;
  group?: number;
  /** Without this there is no match: it is looked for first, because it is quick. Patterns share gates. */
  gate: RegExp;
  accept?: (match: RegExpExecArray, text: string, isNear: IsNearMeeting) => boolean;
}
