export interface SegmentsProps<T extends string> {
  label: string;
  /** What each is called, by its value. */
  names: Partial<Record<T, string>>;
  value: T;
  onChange: (value: T) => void;
  /** Which of them have something that was not seen yet. */
  news?: Partial<Record<T, boolean>>;
}

/** A row of buttons of which one is pressed. */
export function Segments<T extends string>({
  label,
  names,
  value,
  onChange,
  news = {},
}: SegmentsProps<T>) {
  const all = Object.entries(names) as [T, string][];
  return (
    <div class="segments" role="group" aria-label={label}>
      {all.map(([each, name]) => (
        <button
          key={each}
          type="button"
          aria-pressed={each === value}
          onClick={() => onChange(each)}
        >
          {name}
          {news[each] === true && (
            <span class="dot">
              <span class="unseen">something new</span>
            </span>
          )}
        </button>
      ))}
    </div>
  );
}
