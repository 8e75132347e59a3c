// In the place of what the SDK loads on demand, and never does here: the service has no event streams. A file of its own,
// since esbuild wraps whatever such a file imports to be loaded late too.
export {};
