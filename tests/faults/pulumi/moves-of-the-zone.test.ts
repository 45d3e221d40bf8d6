import { matrix } from "../kit/matrix";
import { zoneMoves } from "../kit/parts";
import { pulumi } from "../kit/pulumi/subject";

matrix(pulumi, zoneMoves);
