/** Hosts of a suite, made up for tests. */
export const SAMPLE_HOSTS = {
  auth: 'h:1',
  firestore: 'h:2',
  functions: 'h:3',
  tasks: 'h:4',
  eventarc: 'h:5',
  hosting: 'h:6',
  hub: 'h:7',
  push: 'h:8',
  sms: 'h:9',
  google: 'h:10',
  facebook: 'h:11',
  mail: 'h:12',
  operations: 'h:13',
  inspector: 'h:14',
};
