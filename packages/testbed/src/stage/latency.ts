import { connect } from "node:net";
import type { Behaviour } from "./web.js";

/**
 * Stands in front of a server and makes it far away: what goes through takes half a round trip each way. The loopback makes
 * connections at once, so that their round trip is charged to the first octets.
 */
export function farAway(port: number, address: string, roundTripMs: number): Behaviour {
  return (near) => {
    const far = connect(port, address);
    const began = performance.now();
    const close = (): void => {
      setTimeout(() => {
        near.destroy();
        far.destroy();
      }, roundTripMs);
    };
    near.on("data", (chunk) => {
      const charged = Math.max(0, roundTripMs - (performance.now() - began));
      setTimeout(() => far.write(chunk), charged + roundTripMs / 2);
    });
    far.on("data", (chunk) => setTimeout(() => near.write(chunk), roundTripMs / 2));
    near.on("close", close).on("error", close);
    far.on("close", close).on("error", close);
  };
}
