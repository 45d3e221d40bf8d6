import { connect, type Socket } from "node:net";
import type { Behaviour } from "./web.js";

/**
 * Stands in front of a server and makes it far away: what goes through takes half a round trip each way. The loopback makes
 * connections at once, so the server gets to know of one only when it would have: after a round trip and a half.
 */
export function farAway(port: number, address: string, roundTripMs: number): Behaviour {
  const half = roundTripMs / 2;
  return (near) => {
    const began = performance.now();
    let far: Socket | undefined;
    setTimeout(() => {
      far = connect(port, address);
      far.on("data", (chunk) => setTimeout(() => near.write(chunk), half));
      far.on("close", close).on("error", close);
    }, roundTripMs + half);
    const close = (): void => {
      setTimeout(() => {
        near.destroy();
        far?.destroy();
      }, roundTripMs);
    };
    near.on("data", (chunk) => {
      const untilOpen = Math.max(0, roundTripMs - (performance.now() - began));
      setTimeout(() => far?.write(chunk), untilOpen + half + 1);
    });
    near.on("close", close).on("error", close);
  };
}
