import * as pulumi from "@pulumi/pulumi";

/** What a program asks the engine with; its types leave it out. */
interface Monitor {
  invoke: (request: { readonly getTok: () => string }, ...rest: readonly unknown[]) => unknown;
}

/** Takes the memory of earlier deployments from the component, as an engine does that does not return its state. */
export function forgetState(): void {
  const monitor = pulumi.runtime.getMonitor() as unknown as Monitor;
  const invoke = monitor.invoke.bind(monitor);
  monitor.invoke = (request, ...rest) => {
    if (request.getTok() !== "pulumi:pulumi:readStackResourceOutputs") return invoke(request, ...rest);
    const answer = rest.at(-1) as (error: Error) => void;
    answer(new Error("this engine does not return its state"));
    return undefined;
  };
}
