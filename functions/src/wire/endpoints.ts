/**
 * Every callable, by the name it is deployed under, with its code still to be loaded: an instance of
 * one function loads that one.
 */
export const ENDPOINTS = {
  signInWithEmail: async () =>
    (await import('../modules/auth/sign-in-with-email.ts')).signInWithEmail,
  registerWithEmail: async () =>
    (await import('../modules/email/register-with-email.ts')).registerWithEmail,
  setPassword: async () => (await import('../modules/email/set-password.ts')).setPassword,
  requestPasswordReset: async () =>
    (await import('../modules/email/request-password-reset.ts')).requestPasswordReset,
  confirmPasswordReset: async () =>
    (await import('../modules/email/confirm-password-reset.ts')).confirmPasswordReset,
  requestEmailVerification: async () =>
    (await import('../modules/email/request-email-verification.ts')).requestEmailVerification,
  confirmEmailVerification: async () =>
    (await import('../modules/email/confirm-email-verification.ts')).confirmEmailVerification,
  startPhoneAuth: async () => (await import('../modules/phone/start-phone-auth.ts')).startPhoneAuth,
  verifyPhoneAuth: async () =>
    (await import('../modules/phone/verify-phone-auth.ts')).verifyPhoneAuth,
  signInWithGoogle: async () =>
    (await import('../modules/federated/sign-in-with-google.ts')).signInWithGoogle,
  signInWithFacebook: async () =>
    (await import('../modules/federated/sign-in-with-facebook.ts')).signInWithFacebook,
  signInWithFirebase: async () =>
    (await import('../modules/federated/sign-in-with-firebase.ts')).signInWithFirebase,
  refreshSession: async () => (await import('../modules/auth/refresh-session.ts')).refreshSession,
  verifySession: async () => (await import('../modules/auth/verify-session.ts')).verifySession,
  signOut: async () => (await import('../modules/auth/sign-out.ts')).signOut,
  listSessions: async () => (await import('../modules/auth/list-sessions.ts')).listSessions,
  revokeSessions: async () => (await import('../modules/auth/revoke-sessions.ts')).revokeSessions,
  getProfile: async () => (await import('../modules/profiles/get-profile.ts')).getProfile,
  updateProfile: async () => (await import('../modules/profiles/update-profile.ts')).updateProfile,
  getUser: async () => (await import('../modules/profiles/get-user.ts')).getUser,
  viewUser: async () => (await import('../modules/profiles/view-user.ts')).viewUser,
  findUsers: async () => (await import('../modules/search/find-users.ts')).findUsers,
  adminListUsers: async () => (await import('../modules/admin/admin-list-users.ts')).adminListUsers,
  adminDisableUser: async () =>
    (await import('../modules/admin/admin-disable-user.ts')).adminDisableUser,
  adminEnableUser: async () =>
    (await import('../modules/admin/admin-enable-user.ts')).adminEnableUser,
  adminRevokeSessions: async () =>
    (await import('../modules/admin/admin-revoke-sessions.ts')).adminRevokeSessions,
  adminSetAdmin: async () => (await import('../modules/admin/admin-set-admin.ts')).adminSetAdmin,
  adminListAudit: async () => (await import('../modules/admin/admin-list-audit.ts')).adminListAudit,
  adminSetClientConfig: async () =>
    (await import('../modules/client-config/admin-set-client-config.ts')).adminSetClientConfig,
  adminStatistics: async () =>
    (await import('../modules/statistics/admin-statistics.ts')).adminStatistics,
  createChat: async () => (await import('../modules/chats/create-chat.ts')).createChat,
  createGroup: async () => (await import('../modules/groups/create-group.ts')).createGroup,
  updateGroup: async () => (await import('../modules/groups/update-group.ts')).updateGroup,
  addMembers: async () => (await import('../modules/groups/add-members.ts')).addMembers,
  removeMember: async () => (await import('../modules/groups/remove-member.ts')).removeMember,
  setRole: async () => (await import('../modules/groups/set-role.ts')).setRole,
  leaveGroup: async () => (await import('../modules/groups/leave-group.ts')).leaveGroup,
  sendMessage: async () => (await import('../modules/messages/send-message.ts')).sendMessage,
  editMessage: async () => (await import('../modules/messages/edit-message.ts')).editMessage,
  deleteMessage: async () => (await import('../modules/messages/delete-message.ts')).deleteMessage,
  reactToMessage: async () =>
    (await import('../modules/messages/react-to-message.ts')).reactToMessage,
  forwardMessage: async () =>
    (await import('../modules/messages/forward-message.ts')).forwardMessage,
  fetchMessages: async () => (await import('../modules/messages/fetch-messages.ts')).fetchMessages,
  listChats: async () => (await import('../modules/chats/list-chats.ts')).listChats,
  muteChat: async () => (await import('../modules/chats/mute-chat.ts')).muteChat,
  markDelivered: async () => (await import('../modules/receipts/mark-delivered.ts')).markDelivered,
  markRead: async () => (await import('../modules/receipts/mark-read.ts')).markRead,
  markUnread: async () => (await import('../modules/receipts/mark-unread.ts')).markUnread,
  reportReceipts: async () =>
    (await import('../modules/receipts/report-receipts.ts')).reportReceipts,
  blockUser: async () => (await import('../modules/blocks/block-user.ts')).blockUser,
  unblockUser: async () => (await import('../modules/blocks/unblock-user.ts')).unblockUser,
  blockStatus: async () => (await import('../modules/blocks/block-status.ts')).blockStatus,
  addContact: async () => (await import('../modules/contacts/add-contact.ts')).addContact,
  removeContact: async () => (await import('../modules/contacts/remove-contact.ts')).removeContact,
  listContacts: async () => (await import('../modules/contacts/list-contacts.ts')).listContacts,
  sendFriendRequest: async () =>
    (await import('../modules/friends/send-friend-request.ts')).sendFriendRequest,
  answerFriendRequest: async () =>
    (await import('../modules/friends/answer-friend-request.ts')).answerFriendRequest,
  cancelFriendRequest: async () =>
    (await import('../modules/friends/cancel-friend-request.ts')).cancelFriendRequest,
  listFriendRequests: async () =>
    (await import('../modules/friends/list-friend-requests.ts')).listFriendRequests,
  listNotifications: async () =>
    (await import('../modules/notifications/list-notifications.ts')).listNotifications,
  markNotificationsRead: async () =>
    (await import('../modules/notifications/mark-notifications-read.ts')).markNotificationsRead,
  reportUser: async () => (await import('../modules/reports/report-user.ts')).reportUser,
  adminListReports: async () =>
    (await import('../modules/reports/admin-list-reports.ts')).adminListReports,
  adminResolveReport: async () =>
    (await import('../modules/reports/admin-resolve-report.ts')).adminResolveReport,
  adminListEdits: async () =>
    (await import('../modules/reports/admin-list-edits.ts')).adminListEdits,
  setTyping: async () => (await import('../modules/presence/set-typing.ts')).setTyping,
  setPresence: async () => (await import('../modules/presence/set-presence.ts')).setPresence,
  updateSettings: async () =>
    (await import('../modules/settings/update-settings.ts')).updateSettings,
  exportAccount: async () => (await import('../modules/archive/export-account.ts')).exportAccount,
  deleteAccount: async () => (await import('../modules/deletion/delete-account.ts')).deleteAccount,
  updateLocation: async () => (await import('../modules/nearby/update-location.ts')).updateLocation,
  clearLocation: async () => (await import('../modules/nearby/clear-location.ts')).clearLocation,
  findNearbyUsers: async () =>
    (await import('../modules/nearby/find-nearby-users.ts')).findNearbyUsers,
  uploadContacts: async () =>
    (await import('../modules/address-book/upload-contacts.ts')).uploadContacts,
  getContactsUpload: async () =>
    (await import('../modules/address-book/get-contacts-upload.ts')).getContactsUpload,
  cancelContactsUpload: async () =>
    (await import('../modules/address-book/cancel-contacts-upload.ts')).cancelContactsUpload,
  registerDevice: async () =>
    (await import('../modules/devices/register-device.ts')).registerDevice,
  unregisterDevice: async () =>
    (await import('../modules/devices/unregister-device.ts')).unregisterDevice,
};

export type EndpointName = keyof typeof ENDPOINTS;
