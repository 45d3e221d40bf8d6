/** Signals that would end this process before it has put things back. */
export interface HeldSignals {
  /** Whether one of them has come. */
  readonly haveCome: () => boolean;
  readonly release: () => void;
}

const held = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Lets the signals that end a command wait until what was begun is finished: the clouds written down, and guest files taken back. */
export function holdSignals(): HeldSignals {
  let haveCome = false;
  const note = (): void => {
    haveCome = true;
  };
  for (const name of held) process.on(name, note);
  return {
    haveCome: () => haveCome,
    release: () => {
      for (const name of held) process.off(name, note);
    },
  };
}
