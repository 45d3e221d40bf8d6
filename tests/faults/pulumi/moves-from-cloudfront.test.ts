import { matrix } from "../kit/matrix";
import { movesFrom } from "../kit/parts";
import { pulumi } from "../kit/pulumi/subject";

matrix(pulumi, movesFrom("cloudfront", "at once"));
