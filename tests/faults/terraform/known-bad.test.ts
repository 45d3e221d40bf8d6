import { enforce, knownBad, testing } from "../kit/known-bad";
import { openTofu } from "../kit/terraform/subject";

knownBad(openTofu, [
  {
    what: "a construct that is removed from the program, and its protection with it",
    program: "component",
    start: { ...testing, ...enforce },
    then: (bench, start) => bench.mustUp({ ...start, program: "removed" }, { kind: "remove" }),
    breaks: "I4",
  },
]);
