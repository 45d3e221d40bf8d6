import { matrix } from "../kit/matrix";
import { lifeOf } from "../kit/parts";
import { pulumi } from "../kit/pulumi/subject";

matrix(pulumi, lifeOf("worker", "cloudflare"));
