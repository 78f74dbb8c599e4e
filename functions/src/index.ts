import './wire/no-stacks.ts';

import { defineFunctions } from './wire/functions.ts';
import { liveContext } from './wire/live-context.ts';
import { functionTarget, originsOfCallables } from './wire/params.ts';
import { schedulesFor } from './wire/schedules.ts';
import { tasksFor } from './wire/tasks.ts';
import { triggersFor } from './wire/triggers.ts';

/** What the Firebase CLI deploys: one export for each function. */
export const {
  api,
  signInWithEmail,
  registerWithEmail,
  setPassword,
  requestPasswordReset,
  confirmPasswordReset,
  requestEmailVerification,
  confirmEmailVerification,
  startPhoneAuth,
  verifyPhoneAuth,
  signInWithGoogle,
  signInWithFacebook,
  signInWithFirebase,
  refreshSession,
  verifySession,
  signOut,
  listSessions,
  revokeSessions,
  getProfile,
  updateProfile,
  getUser,
  viewUser,
  findUsers,
  adminListUsers,
  adminDisableUser,
  adminEnableUser,
  adminRevokeSessions,
  adminSetAdmin,
  adminListAudit,
  adminSetClientConfig,
  createChat,
  createGroup,
  updateGroup,
  addMembers,
  removeMember,
  setRole,
  leaveGroup,
  sendMessage,
  editMessage,
  deleteMessage,
  reactToMessage,
  forwardMessage,
  fetchMessages,
  listChats,
  muteChat,
  markDelivered,
  markRead,
  markUnread,
  reportReceipts,
  blockUser,
  unblockUser,
  blockStatus,
  addContact,
  removeContact,
  listContacts,
  sendFriendRequest,
  answerFriendRequest,
  cancelFriendRequest,
  listFriendRequests,
  listNotifications,
  markNotificationsRead,
  reportUser,
  adminListReports,
  adminListEdits,
  setTyping,
  setPresence,
  updateSettings,
  exportAccount,
  deleteAccount,
  updateLocation,
  clearLocation,
  findNearbyUsers,
  registerDevice,
  unregisterDevice,
} = defineFunctions(liveContext, originsOfCallables());

export const {
  onMessageCreated,
  onNotificationCreated,
  onUnlistedNotificationCreated,
  onUserUpdated,
} = triggersFor(liveContext, functionTarget());

export const { renewRevocations, retryPushes, finishNumbering, finishDeletions, renewActiveHours } =
  schedulesFor(liveContext, functionTarget());

export const { numberGroup, eraseAccount } = tasksFor(liveContext, functionTarget());
