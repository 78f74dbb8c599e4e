/** A dummy account. The passwords are public: they exist in the emulators only. */
export interface SeedAccount {
  uid: string;
  /** The first sign-in makes it of the display name; the seed command checks that it did. */
  username: string;
  display_name: string;
  email: string;
  /** E.164, of the range 555-0100 to 555-0199 that is kept for fiction. */
  phone: string;
  password: string;
  is_admin: boolean;
}

const DUMMIES = Array.from({ length: 10 }, (_, index) => 101 + index);

export const SEED_ACCOUNTS: readonly SeedAccount[] = [
  {
    uid: 'admin',
    username: 'admin',
    display_name: 'Admin',
    email: 'admin@example.com',
    phone: '+12025550100',
    password: 'parley-admin',
    is_admin: true,
  },
  ...DUMMIES.map((number) => ({
    uid: `${number}`,
    username: `user_${number}`,
    display_name: `User ${number}`,
    email: `user${number}@example.com`,
    phone: `+12025550${number}`,
    password: `parley-${number}`,
    is_admin: false,
  })),
];
