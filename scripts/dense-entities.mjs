// A third of the room for the names of HTML's characters, which every page needs a few of: 2,000 keys become one
// string, each character told by its distance to the one before. In: esbuild; out: the module in that form.
import { pathToFileURL } from 'node:url';

/** `name` for the next character, `name+12` for one further on, `name:ab` for several at once. */
function encode(entities) {
  const single = entities.filter(([, value]) => [...value].length === 1);
  single.sort(([, a], [, b]) => a.codePointAt(0) - b.codePointAt(0));
  let at = 0;
  const steps = single.map(([name, value]) => {
    const step = value.codePointAt(0) - at;
    at = value.codePointAt(0);
    return step === 1 ? name : `${name}+${step}`;
  });
  const others = entities.filter((entry) => !single.includes(entry));
  return [...steps, ...others.map((entry) => entry.join(':'))].join(' ');
}

/** Runs where the plugin runs. */
function decode(text) {
  let at = 0;
  return Object.fromEntries(
    text.split(' ').map((entry) => {
      const [, name, step, value] = /^(\w+)(?:\+(\d+)|:(.+))?$/.exec(entry);
      if (!value) at += Number(step ?? 1);
      return [name, value ?? String.fromCodePoint(at)];
    }),
  );
}

export const denseEntities = {
  name: 'dense-entities',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]character-entities[\\/]index\.js$/ }, async ({ path }) => {
      const { characterEntities } = await import(pathToFileURL(path));
      const text = encode(Object.entries(characterEntities));
      const read = decode(text);
      const lost = Object.entries(characterEntities).filter(([name, value]) => read[name] !== value);
      if (lost.length > 0) throw new Error(`The bundle would lose characters: ${lost}`);
      return { contents: `${decode}\nexport const characterEntities = decode(${JSON.stringify(text)});` };
    });
  },
};
