/** Cases that are not recorded when no names are given, and why. */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  burst: "thousands of messages: counted in a browser test",
  "socket-limit": "three hundred sockets: counted in a browser test",
  "buffer-growing": "ten megabytes of messages",
  "shared-worker": "its handshake is over before anybody can listen",
};
