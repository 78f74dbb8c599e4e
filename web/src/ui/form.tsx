import type { ComponentChildren, JSX } from 'preact';

export interface FormProps extends Omit<JSX.IntrinsicElements['form'], 'onSubmit'> {
  onSubmit: () => void;
  children: ComponentChildren;
}

/** A form that this page answers itself. */
export function Form({ onSubmit, children, ...rest }: FormProps) {
  return (
    <form
      {...rest}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
    </form>
  );
}
