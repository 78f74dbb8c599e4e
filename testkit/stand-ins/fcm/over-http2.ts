import http2 from 'node:http2';

const FCM = 'https://fcm.googleapis.com';

/**
 * Has HTTP/2 that is meant for FCM reach a local server instead, unencrypted: the Admin SDK's transport in
 * production, of which nothing but the address can be different. Other HTTP/2, as that of Firestore, goes
 * where it went.
 *
 * @param host `ip:port` of a server of HTTP/2 without TLS
 * @returns what undoes it
 */
export function redirectFcm(host: string): () => void {
  const { connect } = http2;
  http2.connect = (authority, options) => {
    if (authority.toString() !== FCM)
      return connect(authority, options as http2.ClientSessionOptions);
    const session = connect(`http://${host}`, options as http2.ClientSessionOptions);
    const request = session.request.bind(session);
    // The SDK says `https:`, which Google takes and Node's server does not.
    session.request = (headers, ...rest) => request({ ...headers, ':scheme': 'http' }, ...rest);
    return session;
  };
  return () => {
    http2.connect = connect;
  };
}
