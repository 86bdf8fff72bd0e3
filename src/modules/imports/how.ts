import { type ImportHow, type Result, ok, refuse } from '../../sdk/index.ts';

/** Reads what follows a path: `connection=libera space=discord:1 map=#old=irc:libera:#new overwrite`. */
export function howIn(text: string): Result<ImportHow & { readonly overwrite: boolean }> {
  const how: { space?: string; connection?: string; map: string[]; overwrite: boolean } = {
    ...{ map: [], overwrite: false },
  };
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const cut = word.indexOf('=');
    const [name, value] = [word.slice(0, cut).toLowerCase(), word.slice(cut + 1)];
    if (word.toLowerCase() === 'overwrite') how.overwrite = true;
    else if (name === 'connection') how.connection = value;
    else if (name === 'space' || name === 'community') how.space = value;
    else if (name === 'map') how.map.push(value);
    else return refuse('import.how', { word });
  }
  return ok(how);
}
