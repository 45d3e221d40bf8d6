import { connect, type Socket } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
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
    const cut = (): void => {
      setTimeout(() => {
        near.destroy();
        far?.destroy();
      }, roundTripMs);
    };
    const open = (): Socket => {
      far = connect(port, address);
      far.on("data", (chunk) => setTimeout(() => near.write(chunk), half));
      // Ended and not cut: what is on its way must arrive, and a reset would take it away from the other side.
      far.on("end", () => setTimeout(() => near.end(), half));
      far.on("error", cut);
      return far;
    };
    // One after the other: timers of a busy process may run out in another order than that in which they were set.
    let last = delay(roundTripMs + half).then(open);
    near.on("data", (chunk) => {
      const arrival = delay(Math.max(0, began + roundTripMs - performance.now()) + half);
      last = last.then(async (socket) => {
        await arrival;
        socket.write(chunk);
        return socket;
      });
    });
    near.on("close", cut).on("error", cut);
  };
}
