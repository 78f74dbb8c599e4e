import { followContacts } from '../../firebase/people.ts';
import { usePane } from '../../panes/pane-context.ts';
import { Unknown } from '../../panes/unknown.tsx';
import { useFollow } from '../../panes/use-follow.ts';
import { KnownPerson } from './known-person.tsx';
import { PersonMenu } from './person-menu.tsx';

/** The contact book. */
export function Contacts() {
  const { device, uid, fail } = usePane();
  const contacts = useFollow(followContacts, uid);
  const remove = (user_id: string): void => {
    device.call('removeContact', { user_id }).catch(fail);
  };
  if (contacts === undefined) return <Unknown />;
  if (contacts.length === 0) {
    return <p class="empty">Nobody is in your contact book. Find somebody to add.</p>;
  }
  return (
    <ul class="rows">
      {contacts.map(({ user_id, alias }) => (
        <KnownPerson key={user_id} uid={user_id} alias={alias}>
          {(name) => (
            <PersonMenu
              user_id={user_id}
              name={name}
              items={[{ label: 'Remove from contacts', danger: true, act: () => remove(user_id) }]}
            />
          )}
        </KnownPerson>
      ))}
    </ul>
  );
}
