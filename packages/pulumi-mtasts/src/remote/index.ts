/**
 * Of what a component is made, for a provider that offers it to other languages: the same checks and the same children, whoever
 * asks. It is no part of the API: it changes with the component.
 *
 * @internal
 */
export { build, componentType, type Built, type MtaStsOutputs, type Request } from "../build.js";
export { checkArguments, gateOf, resolvedIssues, type Checked } from "../checked-plan.js";
export { aliasesOfChildren } from "../earlier-names.js";
export { refusalMessage } from "../fail.js";
export { applyToUnknown, isRecord } from "../late-values.js";
export { optionIssues, type OptionRules } from "../option-rules.js";
