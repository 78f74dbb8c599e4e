import type { Locator } from 'playwright-core';

/** Signs one side in with its one click; its chat with the other side is open then. */
export async function enter(side: Locator): Promise<void> {
  await side.getByRole('button', { name: /^Sign in as / }).click();
  await side.getByRole('textbox', { name: 'Message' }).waitFor();
}

/** Writes a message in the chat that is open. */
export async function write(side: Locator, text: string): Promise<void> {
  await side.getByRole('textbox', { name: 'Message' }).fill(text);
  await side.getByRole('button', { name: 'Send' }).click();
}

/** The bubble of the message with this text. */
export function bubble(side: Locator, text: string): Locator {
  return side.locator('.bubble', { hasText: text });
}

/** Chooses from the menu of a message. */
export async function choose(message: Locator, item: string): Promise<void> {
  await message.getByRole('button', { name: 'Message menu' }).click();
  await message.getByRole('menuitem', { name: item }).click();
}
