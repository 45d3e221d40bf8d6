// The invariants, and the ways in which a deployment can break each.
import { clock } from "./clock.mjs";
import { coherence } from "./coherence.mjs";
import { coverage } from "./coverage.mjs";
import { delivery } from "./delivery.mjs";
import { inPlace } from "./in-place.mjs";
import { order } from "./order.mjs";
import { retirement } from "./retirement.mjs";

export const invariants = [
  {
    id: "I1",
    title: "order",
    says: "Whenever a resolver can answer the id of a policy, every address that it may hold for the policy host serves that policy or a newer one.",
  },
  { id: "I2", title: "coherence", says: "An id stands for one publication of a policy, and is never announced again." },
  {
    id: "I3",
    title: "coverage",
    says: "Every enforced policy that a sender may still hold covers the MX hosts that a resolver may still answer.",
  },
  {
    id: "I4",
    title: "retirement",
    says: "The record and the host stay until every policy that was ever enforced has expired at every sender.",
  },
  { id: "I5", title: "in place", says: "The `_mta-sts` record is never deleted and created again during a change." },
  { id: "I6", title: "clock", says: "A wait begins when a change is observed, not when it is planned." },
  { id: "I7", title: "delivery", says: "No sender refuses to deliver to a legitimate MX host." },
];

export const hazards = [...order, ...coherence, ...coverage, ...retirement, ...inPlace, ...clock, ...delivery];
