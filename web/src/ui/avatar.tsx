/** The letters of a name in a disc whose colour belongs to the user or chat. */
export function Avatar({ name, seed }: { name: string; seed: string }) {
  const hue = [...seed].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 360, 7);
  const words = name.split(/[\s_]+/).filter((word) => word !== '');
  const letters = words.length > 1 ? `${words[0]?.[0] ?? ''}${words.at(-1) ?? ''}` : name;
  return (
    <span class="avatar" style={{ '--hue': String(hue) }} aria-hidden="true">
      {/^\d/.test(words.at(-1) ?? '') ? words.at(-1) : letters.slice(0, 2).toUpperCase()}
    </span>
  );
}
