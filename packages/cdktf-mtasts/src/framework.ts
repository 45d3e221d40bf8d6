/** The one file that knows which framework this is. Its twin for CDK Terrain differs in the names alone. */
export {
  Annotations,
  App,
  Fn,
  Lazy,
  TerraformProvider,
  TerraformResource,
  TerraformStack,
  Token,
  dependable,
  propertyAccess,
} from "cdktf";
export type { IResolvable, ITerraformDependable, TerraformMetaArguments } from "cdktf";

/** The framework that this package is for. */
export const FRAMEWORK = "cdktf";
