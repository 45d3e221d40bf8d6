import { matrix } from "../kit/matrix";
import { renames, zoneMoves } from "../kit/parts";
import { pulumi } from "../kit/pulumi/subject";

matrix(pulumi, zoneMoves);
matrix(pulumi, renames);
