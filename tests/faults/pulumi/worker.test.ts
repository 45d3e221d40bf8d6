import { matrix } from "../kit/matrix";
import { lifeOf, sampled } from "../kit/parts";
import { pulumi } from "../kit/pulumi/subject";

matrix(pulumi, lifeOf("worker", "cloudflare", sampled));
